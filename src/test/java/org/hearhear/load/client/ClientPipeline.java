package org.hearhear.load.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import java.net.URI;

/** What stands between the socket and a {@link LoadConnection}. */
final class ClientPipeline extends ChannelInitializer<Channel> {
  private static final int RESPONSE_BYTES_MAX = 1 << 16;
  private static final int FRAME_BYTES_MAX = 1 << 22;
  private static final long HANDSHAKE_MILLIS_MAX = 60_000;

  private final Network network;
  private final LoadConnection.Door door;
  private final URI uri;
  private final LoadConnection connection;

  ClientPipeline(Network network, LoadConnection.Door door, URI uri, LoadConnection connection) {
    this.network = network;
    this.door = door;
    this.uri = uri;
    this.connection = connection;
  }

  @Override
  protected void initChannel(Channel channel) {
    SslContext ssl = network.ssl();
    if (ssl != null && Addresses.isSecure(uri)) {
      channel
          .pipeline()
          .addLast(ssl.newHandler(channel.alloc(), uri.getHost(), Addresses.port(uri)));
    }
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(RESPONSE_BYTES_MAX),
            new WebSocketClientProtocolHandler(configuration()),
            new WebSocketFrameAggregator(FRAME_BYTES_MAX),
            connection);
  }

  private WebSocketClientProtocolConfig configuration() {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.ORIGIN, Addresses.origin(door.base()));
    headers.set(HttpHeaderNames.COOKIE, door.cookie());
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(uri)
        .subprotocol("hearhear.v1")
        .customHeaders(headers)
        .handleCloseFrames(false)
        .handshakeTimeoutMillis(HANDSHAKE_MILLIS_MAX)
        .maxFramePayloadLength(FRAME_BYTES_MAX)
        .build();
  }
}
