package org.hearhear.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a good client keeps it: says {@code hello}, answers {@code ping}, checks that
 * positions have no gaps, and acknowledges what it has got. For the event loop only.
 */
public final class LoadConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** The protocol: at the latest every 50 events, and 5 s after an event. */
  private static final int EVENTS_UNACKNOWLEDGED_MAX = 50;

  private static final long UNACKNOWLEDGED_MILLIS_MAX = 4_000;

  /** Above every {@code ref} of a scenario. */
  private static final long ACK_REF = 1L << 50;

  private final Network network;
  private final Door door;
  private final ConnectionListener listener;
  private final @Nullable Place resume;

  // Null until it is open.
  private @Nullable Channel channel;
  private boolean over;
  private boolean isAckPlanned;
  private String epoch = "";
  private long n = Received.ABSENT;
  private long acknowledged = Received.ABSENT;
  private long gaps;
  private String bye = "";
  private long reconnectWithin;

  /** How far a client had come. */
  public record Place(String epoch, long n) {}

  /** Where to knock and as whom. */
  public record Door(URI base, String endpoint, String cookie) {}

  private LoadConnection(
      Network network, Door door, @Nullable Place resume, ConnectionListener listener) {
    super(WebSocketFrame.class, true);
    this.network = network;
    this.door = door;
    this.resume = resume;
    this.listener = listener;
  }

  /** Opens one and says hello; the listener hears the rest. */
  public static LoadConnection open(
      Network network, Door door, @Nullable Place resume, ConnectionListener listener) {
    LoadConnection connection = new LoadConnection(network, door, resume, listener);
    URI uri = Addresses.endpoint(door.base(), door.endpoint());
    network.connect(uri, connection, new ClientPipeline(network, door, uri, connection));
    return connection;
  }

  public Door door() {
    return door;
  }

  /** Positions that were not one more than the last. */
  public long gaps() {
    return gaps;
  }

  /** In milliseconds, as the server has said last. */
  public long reconnectWithin() {
    return reconnectWithin;
  }

  public Place place() {
    return new Place(epoch, n);
  }

  public void write(ByteBuf command) {
    Channel open = channel;
    if (open == null) {
      command.release();
      return;
    }
    var unused = open.write(new TextWebSocketFrame(command), open.voidPromise());
    network.flushSoon(open);
  }

  /** Ends it without a word, as a broken network does. */
  public void cut() {
    over = true;
    Channel open = channel;
    if (open != null) {
      var unused = open.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      channel = context.channel();
      write(Greetings.hello(network.allocator(), resume));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame) {
      network.traffic().frame(frame.content().readableBytes());
      network.reader().read(frame.content(), System.nanoTime(), this::received);
    } else if (frame instanceof CloseWebSocketFrame close) {
      failed("closed with " + close.statusCode() + " " + close.reasonText() + bye);
      var unused = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    failed("cut" + bye);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean refused = cause instanceof WebSocketClientHandshakeException;
    failed(refused ? Refusals.handshake((WebSocketClientHandshakeException) cause) : cause + bye);
    var unused = context.close();
  }

  void failed(String why) {
    if (!over) {
      over = true;
      listener.ended(this, why);
    }
  }

  private void received(Received received) {
    network.traffic().object();
    switch (received.kind) {
      case PING -> {
        reconnectWithin = received.reconnectWithin;
        write(Greetings.pong(network.allocator()));
      }
      case WELCOME -> {
        reconnectWithin = received.reconnectWithin;
        epoch = received.epoch;
        n = received.n;
        acknowledged = n;
        listener.welcomed(this, received);
      }
      case BYE -> {
        bye = " (bye)";
        listener.received(this, received);
      }
      default -> {
        if (received.ref < ACK_REF) {
          moveTo(received.n);
          listener.received(this, received);
        } else if (received.kind == Kind.ERROR) {
          failed(Refusals.command(received));
        }
      }
    }
  }

  private void moveTo(long position) {
    if (position == Received.ABSENT) {
      return;
    }
    if (position != n + 1) {
      gaps++;
    }
    n = position;
    if (n - acknowledged >= EVENTS_UNACKNOWLEDGED_MAX) {
      acknowledge();
    } else if (!isAckPlanned) {
      isAckPlanned = true;
      network.schedule(this::acknowledgeLate, UNACKNOWLEDGED_MILLIS_MAX);
    }
  }

  private void acknowledgeLate() {
    isAckPlanned = false;
    if (n > acknowledged && !over) {
      acknowledge();
    }
  }

  private void acknowledge() {
    acknowledged = n;
    write(Greetings.ack(network.allocator(), ACK_REF + n, n));
  }
}
