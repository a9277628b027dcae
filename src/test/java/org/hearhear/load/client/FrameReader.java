package org.hearhear.load.client;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads frames token by token into one {@link Received}, so that an event costs no objects. Fields
 * that the tool does not look at are skipped. For the event loop only.
 */
public final class FrameReader {
  private final JsonFactory factory = new JsonFactory();
  private final Received received = new Received();
  // Grows to the largest frame seen.
  private byte[] bytes = new byte[1 << 16];

  /** Hands over each object of the frame, in order. */
  public void read(ByteBuf frame, long atNanos, Consumer<Received> sink) {
    int length = frame.readableBytes();
    if (length > bytes.length) {
      bytes = new byte[length * 2];
    }
    frame.getBytes(frame.readerIndex(), bytes, 0, length);
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalStateException("The frame is not an array");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        received.clear();
        received.atNanos = atNanos;
        readObject(parser);
        sink.accept(received);
      }
    }
  }

  private void readObject(JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "type" -> received.kind = kind(parser);
        case "ref" -> received.ref = Numbers.of(parser);
        case "n" -> received.n = Numbers.of(parser);
        case "seq" -> received.seq = Numbers.of(parser);
        case "rev" -> received.rev = Numbers.of(parser);
        case "conversation" -> received.conversation = Numbers.of(parser);
        case "item" -> received.item = Numbers.of(parser);
        case "up" -> received.up = Numbers.of(parser);
        case "text" -> readText(parser);
        case "reconnectWithin" -> received.reconnectWithin = Numbers.of(parser);
        case "retryAfter" -> received.retryAfter = Numbers.of(parser);
        case "resumed" -> received.resumed = parser.currentToken() == JsonToken.VALUE_TRUE;
        case "code" -> received.code = parser.getString();
        case "message" -> received.message = parser.getString();
        case "epoch" -> received.epoch = parser.getString();
        case "items", "tallies", "boards" -> readList(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private static Kind kind(JsonParser parser) {
    return Kind.of(
        parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
  }

  private void readText(JsonParser parser) {
    char[] characters = parser.getStringCharacters();
    int start = parser.getStringOffset();
    int end = start + parser.getStringLength();
    int blank = Numbers.endOfDigits(characters, start, end);
    int second = Numbers.endOfDigits(characters, blank + 1, end);
    received.sender = Numbers.of(characters, start, blank);
    received.number = Numbers.of(characters, Math.min(blank + 1, end), second);
  }

  private void readList(JsonParser parser) {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      long id = Received.ABSENT;
      long up = Received.ABSENT;
      long down = Received.ABSENT;
      long rev = Received.ABSENT;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        switch (name) {
          case "id", "item" -> id = Numbers.of(parser);
          case "up" -> up = Numbers.of(parser);
          case "down" -> down = Numbers.of(parser);
          case "rev" -> rev = Numbers.of(parser);
          default -> parser.skipChildren();
        }
      }
      received.listed.add(new Received.Listed(id, up, down, rev));
    }
  }
}
