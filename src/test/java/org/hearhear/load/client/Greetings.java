package org.hearhear.load.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** The commands by which a client keeps its connection, whatever it is for. Stateless. */
final class Greetings {
  private static final byte[] PONG = "{\"type\":\"pong\"}".getBytes(US_ASCII);

  private Greetings() {}

  static ByteBuf hello(ByteBufAllocator allocator, LoadConnection.@Nullable Place resume) {
    String text =
        resume == null
            ? "{\"type\":\"hello\"}"
            : "{\"type\":\"hello\",\"resume\":{\"epoch\":\"%s\",\"n\":%d}}"
                .formatted(resume.epoch(), resume.n());
    return ByteBufUtil.writeAscii(allocator, text);
  }

  static ByteBuf pong(ByteBufAllocator allocator) {
    return allocator.buffer(PONG.length).writeBytes(PONG);
  }

  static ByteBuf ack(ByteBufAllocator allocator, long ref, long n) {
    return new Commands(allocator, 0).ack(ref, n);
  }
}
