package org.hearhear.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes commands as the protocol wants them, straight into buffers. The text of a message begins
 * with its sender's place among the users and its number, so that whoever receives it knows which
 * one it is. For the event loop only.
 */
public final class Commands {
  /** The shortest text that has room for sender and number. */
  public static final int TEXT_BYTES_MIN = 32;

  private static final int TIME_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_12_BITS = 0x0FFFL;
  private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final byte[] HEX_DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int BUFFER_BYTES = 160;

  private final ByteBufAllocator allocator;
  private final byte[] padding;

  /**
   * @param textBytes how long the texts of messages are
   */
  public Commands(ByteBufAllocator allocator, int textBytes) {
    this.allocator = allocator;
    this.padding = new byte[textBytes];
    Arrays.fill(padding, (byte) 'x');
  }

  /** Into a conversation that exists. */
  public ByteBuf send(long ref, long conversation, long sender, long number) {
    ByteBuf frame = keyed("send", ref);
    return text(field(frame, ",\"conversation\":\"", conversation), sender, number);
  }

  /** To an account, with or without a conversation. */
  public ByteBuf sendTo(long ref, long account, long sender, long number) {
    return text(field(keyed("send", ref), ",\"to\":\"", account), sender, number);
  }

  public ByteBuf vote(long ref, long item, int value) {
    ByteBuf frame = field(keyed("vote", ref), ",\"item\":\"", item);
    ascii(frame, "\",\"value\":");
    Numbers.write(frame, value);
    return frame.writeByte('}');
  }

  public ByteBuf post(long ref, long board, String title) {
    ByteBuf frame = field(keyed("post", ref), ",\"board\":\"", board);
    ascii(frame, "\",\"title\":\"");
    ascii(frame, title);
    ascii(frame, "\"}");
    return frame;
  }

  public ByteBuf ack(long ref, long n) {
    ByteBuf frame = command("ack", ref);
    ascii(frame, ",\"n\":");
    Numbers.write(frame, n);
    return frame.writeByte('}');
  }

  /** A command of which the rest is seldom needed and given as text: {@code ,"name":value}. */
  public ByteBuf other(String type, long ref, String rest) {
    ByteBuf frame = command(type, ref);
    ascii(frame, rest);
    return frame.writeByte('}');
  }

  private ByteBuf command(String type, long ref) {
    ByteBuf frame = allocator.buffer(BUFFER_BYTES + padding.length);
    ascii(frame, "{\"type\":\"");
    ascii(frame, type);
    ascii(frame, "\",\"ref\":");
    Numbers.write(frame, ref);
    return frame;
  }

  private ByteBuf keyed(String type, long ref) {
    ByteBuf frame = command(type, ref);
    ascii(frame, ",\"key\":\"");
    key(frame);
    return frame.writeByte('"');
  }

  private ByteBuf text(ByteBuf frame, long sender, long number) {
    ascii(frame, "\",\"text\":\"");
    int start = frame.writerIndex();
    Numbers.write(frame, sender);
    frame.writeByte(' ');
    Numbers.write(frame, number);
    frame.writeByte(' ');
    frame.writeBytes(padding, 0, Math.max(0, padding.length - (frame.writerIndex() - start)));
    ascii(frame, "\"}");
    return frame;
  }

  private static ByteBuf field(ByteBuf frame, String name, long id) {
    ascii(frame, name);
    Numbers.write(frame, id);
    return frame;
  }

  private static void key(ByteBuf frame) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high =
        System.currentTimeMillis() << TIME_SHIFT | VERSION_7 | (random.nextLong() & RANDOM_12_BITS);
    long low = VARIANT | (random.nextLong() & RANDOM_62_BITS);
    hex(frame, high, 60, 32);
    frame.writeByte('-');
    hex(frame, high, 28, 16);
    frame.writeByte('-');
    hex(frame, high, 12, 0);
    frame.writeByte('-');
    hex(frame, low, 60, 48);
    frame.writeByte('-');
    hex(frame, low, 44, 0);
  }

  private static void hex(ByteBuf frame, long bits, int first, int last) {
    for (int shift = first; shift >= last; shift -= 4) {
      frame.writeByte(HEX_DIGITS[(int) (bits >>> shift) & 0xF]);
    }
  }

  private static void ascii(ByteBuf frame, String text) {
    ByteBufUtil.writeAscii(frame, text);
  }
}
