package org.hearhear.load.client;

import io.netty.buffer.ByteBuf;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Numbers in JSON, and ids, which are digits in a string, without strings on the way. */
final class Numbers {
  private static final int RADIX = 10;
  private static final int DIGITS_MAX = 19;

  private Numbers() {}

  /** The number or id at the parser's place; anything else is skipped and absent. */
  static long of(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_STRING) {
      int offset = parser.getStringOffset();
      return of(parser.getStringCharacters(), offset, offset + parser.getStringLength());
    }
    parser.skipChildren();
    return Received.ABSENT;
  }

  /** Absent when there are no digits, too many, or anything else between them. */
  static long of(char[] characters, int start, int end) {
    if (start >= end || end - start >= DIGITS_MAX) {
      return Received.ABSENT;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      if (!isDigit(characters[i])) {
        return Received.ABSENT;
      }
      number = number * RADIX + characters[i] - '0';
    }
    return number;
  }

  static int endOfDigits(char[] characters, int start, int end) {
    int i = start;
    while (i < end && isDigit(characters[i])) {
      i++;
    }
    return Math.min(i, end);
  }

  static void write(ByteBuf to, long number) {
    if (number >= RADIX) {
      write(to, number / RADIX);
    }
    to.writeByte((int) ('0' + number % RADIX));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
