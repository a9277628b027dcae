package org.hearhear.it.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hearhear.it.Deadline;
import org.hearhear.it.RawWebSocket;

/**
 * A WebSocket by hand over one TCP socket, so that every cut is seen as it is: an {@link
 * IOException}, from whichever call. For one thread, and {@link #abort} for all.
 */
final class Wire implements AutoCloseable {
  /** Looked up once: every call of {@code Json} searches the class path. */
  static final JsonProvider JSON = JsonProvider.provider();

  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int FIN = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final String HEADERS_END = "\r\n\r\n";
  private static final int CHUNK_BYTES = 16_384;

  private final Socket socket;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  // What was received and does not make a whole frame yet; always ready to be read from.
  private ByteBuffer rest = ByteBuffer.allocate(0);
  // The fragments so far of a message that has more.
  private String fragments = "";

  private Wire(Socket socket) {
    this.socket = socket;
  }

  /** Shakes hands, for which {@code atMost} is allowed. A refusal is an exception too. */
  static Wire open(Address address, Duration atMost) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      int port = address.uri().getPort();
      socket.connect(new InetSocketAddress(address.uri().getHost(), port), (int) atMost.toMillis());
      Wire wire = new Wire(socket);
      wire.shakeHands(address, Deadline.in(atMost));
      return wire;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** The objects of the next frames, none if nothing came within {@code atMost}. */
  List<JsonObject> read(Duration atMost) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    if (receive(atMost)) {
      while (takeFrame(objects)) {
        // The next one may be whole as well.
      }
    }
    return objects;
  }

  void send(JsonObject command) throws IOException {
    send(TEXT, command.toString().getBytes(UTF_8));
  }

  /** Ends it at once, from any thread. */
  void abort() {
    Link.reset(socket);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void shakeHands(Address address, Deadline deadline) throws IOException {
    String headers =
        address.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining());
    String request =
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        """
            .formatted(address.uri().getPath(), address.uri().getAuthority());
    socket.getOutputStream().write((request + headers + "\r\n").getBytes(ISO_8859_1));
    String answer = "";
    while (!answer.contains(HEADERS_END)) {
      if (!receive(deadline.remaining().plusMillis(1)) && deadline.isPast()) {
        throw new SocketTimeoutException("no answer to the handshake");
      }
      answer = ISO_8859_1.decode(rest.duplicate()).toString();
    }
    String status = answer.lines().findFirst().orElse("");
    if (!status.contains(" 101")) {
      throw new IOException("refused: " + status);
    }
    rest.position(answer.indexOf(HEADERS_END) + HEADERS_END.length());
  }

  private boolean receive(Duration atMost) throws IOException {
    socket.setSoTimeout((int) Math.max(1, atMost.toMillis()));
    int length;
    try {
      length = socket.getInputStream().read(chunk);
    } catch (SocketTimeoutException nothing) {
      return rest.hasRemaining();
    }
    if (length < 0) {
      throw new EOFException("the other side has ended");
    }
    rest = ByteBuffer.allocate(rest.remaining() + length).put(rest).put(chunk, 0, length).flip();
    return true;
  }

  private boolean takeFrame(List<JsonObject> objects) throws IOException {
    ByteBuffer frame = rest.duplicate();
    if (frame.remaining() < 2) {
      return false;
    }
    int first = frame.get() & 0xff;
    long length = frame.get() & 0xff;
    int lengthBytes = length == LENGTH_16 ? Character.BYTES : length == LENGTH_64 ? Long.BYTES : 0;
    if (frame.remaining() < lengthBytes) {
      return false;
    }
    if (lengthBytes == Character.BYTES) {
      length = frame.getChar();
    } else if (lengthBytes == Long.BYTES) {
      length = frame.getLong();
    }
    if (frame.remaining() < length) {
      return false;
    }
    ByteBuffer payload = frame.slice(frame.position(), (int) length);
    rest.position(frame.position() + (int) length);
    take(first, payload, objects);
    return true;
  }

  private void take(int first, ByteBuffer payload, List<JsonObject> objects) throws IOException {
    int opcode = first & OPCODE;
    if (opcode == PING) {
      byte[] same = new byte[payload.remaining()];
      payload.get(same);
      send(PONG, same);
    } else if (opcode == CLOSE) {
      int code = payload.remaining() < Character.BYTES ? 0 : payload.getChar(0);
      throw new EOFException("closed with " + code);
    } else if (opcode < CLOSE) {
      // A character may be cut in two between fragments, but no server here sends any.
      fragments += UTF_8.decode(payload);
      if ((first & FIN) != 0) {
        String text = fragments;
        fragments = "";
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
          objects.addAll(reader.readArray().getValuesAs(JsonObject.class));
        }
      }
    }
  }

  private void send(int opcode, byte[] payload) throws IOException {
    socket.getOutputStream().write(RawWebSocket.frame(true, opcode, payload));
  }
}
