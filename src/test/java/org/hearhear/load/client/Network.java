package org.hearhear.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which all connections of a run live, and the way to open them. {@link #execute}
 * and {@link #close} are safe for all threads, the rest is for the event loop.
 */
public final class Network implements AutoCloseable {
  private static final int CONNECT_MILLIS_MAX = 30_000;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Traffic traffic = new Traffic();
  private final FrameReader reader = new FrameReader();
  private final List<Channel> unflushed = new ArrayList<>();
  private final @Nullable SslContext ssl;

  /**
   * @param secure whether any connection is to be {@code wss}
   */
  public Network(boolean secure) {
    try {
      ssl = secure ? SslContextBuilder.forClient().build() : null;
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void execute(Runnable task) {
    loop.execute(task);
  }

  public void schedule(Runnable task, long delayMillis) {
    var unused = loop.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
  }

  public Traffic traffic() {
    return traffic;
  }

  public ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  /** Opens a connection of which the listener hears; also of its failure. */
  void connect(URI uri, LoadConnection connection, ChannelInitializer<Channel> pipeline) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
            .handler(pipeline);
    ChannelFuture opening = bootstrap.connect(uri.getHost(), Addresses.port(uri));
    opening.addListener(
        opened -> {
          if (!opened.isSuccess()) {
            connection.failed(String.valueOf(opened.cause()));
          }
        });
  }

  @Nullable SslContext ssl() {
    return ssl;
  }

  FrameReader reader() {
    return reader;
  }

  /** Flushes the channel once everything that has come in by now is dealt with. */
  void flushSoon(Channel channel) {
    if (unflushed.isEmpty()) {
      loop.execute(this::flush);
    }
    unflushed.add(channel);
  }

  private void flush() {
    for (Channel channel : unflushed) {
      channel.flush();
    }
    unflushed.clear();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
