package org.hearhear.load.nothing;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers one client's commands at once, with frames like the real ones. */
final class NullConnection extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private final Members members;
  private final Board board;
  private final Map<String, Integer> votes = new HashMap<>();

  // Null until the handshake.
  private @Nullable Channel channel;
  private long account;
  private long n;
  private boolean isWatching;
  private boolean isFlushPlanned;

  NullConnection(Members members, Board board) {
    this.members = members;
    this.board = board;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof HandshakeComplete handshake) {
      channel = context.channel();
      String cookie = handshake.requestHeaders().get(HttpHeaderNames.COOKIE, "account=0");
      account = Long.parseLong(cookie.replaceAll("\\D", ""));
      members.join(account, this);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    Command command = Command.read(frame.content());
    switch (command.type()) {
      case "hello" ->
          frame(
              "[{\"type\":\"welcome\",\"epoch\":\"none\",\"reconnectWithin\":5000,"
                  + "\"n\":0,\"resumed\":false}]");
      case "send" -> send(command);
      case "vote" -> vote(command);
      case "boards" -> ok(command, ",\"boards\":[{\"id\":\"1\"}]");
      case "post" -> ok(command, ",\"item\":\"" + board.post() + "\",\"rev\":1");
      case "items" -> ok(command, ",\"items\":" + board.list());
      case "subscribe" -> subscribe(command);
      default -> ok(command, "");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (isWatching) {
      board.leave(this);
    }
  }

  private void flush(Channel open) {
    isFlushPlanned = false;
    open.flush();
  }

  /** An event with the next position; the rest is without the closing quote. */
  void event(String rest) {
    frame("[{\"n\":" + ++n + rest + "\"}]");
  }

  void frame(String text) {
    Channel open = channel;
    if (open != null && open.isActive()) {
      var content = ByteBufUtil.writeAscii(open.alloc(), text);
      var unused = open.write(new TextWebSocketFrame(content), open.voidPromise());
      if (!isFlushPlanned) {
        isFlushPlanned = true;
        open.eventLoop().execute(() -> flush(open));
      }
    }
  }

  private void send(Command send) {
    long receiver =
        send.to().isEmpty()
            ? Long.parseLong(send.conversation()) - account
            : Long.parseLong(send.to());
    members.tell(account, receiver, send);
    ok(send, ",\"conversation\":\"" + Members.conversation(account, receiver) + "\",\"seq\":1");
  }

  private void vote(Command vote) {
    int value = Integer.parseInt(vote.value());
    Integer before = votes.put(vote.item(), value);
    int change = value - (before == null ? 0 : before);
    String now = board.vote(Integer.parseInt(vote.item()), change);
    ok(vote, ",\"item\":\"" + vote.item() + "\",\"value\":" + value + now);
  }

  private void subscribe(Command command) {
    if (!isWatching) {
      isWatching = true;
      board.watch(this);
    }
    ok(command, ",\"tallies\":" + board.list());
  }

  private void ok(Command command, String rest) {
    frame("[{\"type\":\"ok\",\"ref\":" + command.ref() + rest + "}]");
  }
}
