package org.hearhear.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A WebSocket client by hand over one TCP socket, for what a well-behaved client would not do. It
 * does nothing by itself: it answers no ping and no close, and takes nothing from the socket unless
 * asked, so that a test which does not read is a stalled peer. For one test thread.
 */
public final class RawWebSocket implements AutoCloseable {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** What a browser reports when the connection ended without a close frame. */
  static final int NO_CLOSE_FRAME = 1006;

  /** What stands for a close frame that carries no code. */
  static final int NO_CODE = 1005;

  private static final int FIN = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int SYSTEM_BUFFER = 0;

  private final Socket socket;
  private final DataInputStream in;

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** One received frame; a fragmented message comes as several. */
  record Frame(boolean isLast, int opcode, ByteBuffer payload) {
    String text() {
      return UTF_8.decode(payload.duplicate()).toString();
    }

    /** The code of a close frame, {@link #NO_CODE} when it carries none. */
    int closeCode() {
      return payload.remaining() < Character.BYTES ? NO_CODE : payload.getChar(0);
    }
  }

  static RawWebSocket connect(Handshake handshake) throws IOException {
    return connect(handshake, SYSTEM_BUFFER);
  }

  /** Connects with these bytes right behind the handshake, in the same write. */
  static RawWebSocket connectWithoutWaiting(Handshake handshake, byte[] behind) throws IOException {
    return connect(handshake, SYSTEM_BUFFER, behind);
  }

  /**
   * Connects with a receive buffer of about this many bytes, so that the server soon cannot send on
   * when we do not read. Throws {@link Refused} when the server says no.
   */
  static RawWebSocket connect(Handshake handshake, int receiveBufferBytes) throws IOException {
    return connect(handshake, receiveBufferBytes, new byte[0]);
  }

  private static RawWebSocket connect(Handshake handshake, int receiveBufferBytes, byte[] behind)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (receiveBufferBytes != SYSTEM_BUFFER) {
        // Before connecting: the window is negotiated then.
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.setTcpNoDelay(true);
      URI uri = handshake.uri();
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), patienceMillis());
      RawWebSocket client = new RawWebSocket(socket);
      client.shakeHands(handshake, behind);
      return client;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  void sendText(String text) throws IOException {
    sendBytes(frame(true, TEXT, text.getBytes(UTF_8)));
  }

  /**
   * Sends one text message as several fragments. Between them the server is pinged and its pong
   * awaited, so it has read each fragment before the next is sent.
   */
  void sendFragments(String... parts) throws IOException {
    for (int i = 0; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      sendBytes(frame(isLast, i == 0 ? TEXT : CONTINUATION, parts[i].getBytes(UTF_8)));
      if (!isLast) {
        sendBytes(frame(true, PING, new byte[0]));
        awaitPong();
      }
    }
  }

  /**
   * Sends one text frame in several TCP writes of about equal size. The system may still join
   * writes that the server has not fetched yet.
   */
  void sendTextInWrites(String text, int writes) throws IOException {
    byte[] frame = frame(true, TEXT, text.getBytes(UTF_8));
    int size = frame.length / writes + 1;
    for (int from = 0; from < frame.length; from += size) {
      sendBytes(Arrays.copyOfRange(frame, from, Math.min(frame.length, from + size)));
    }
  }

  /** Answers a ping. */
  void sendPong(Frame ping) throws IOException {
    byte[] same = new byte[ping.payload().remaining()];
    ping.payload().duplicate().get(same);
    sendBytes(frame(true, PONG, same));
  }

  /** Sends these bytes as they are. */
  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** A masked frame, as a client must send it; any opcode, any payload. */
  public static byte[] frame(boolean isLast, int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 2 + Long.BYTES + MASK.length);
    frame.put((byte) (isLast ? FIN | opcode : opcode));
    if (payload.length < LENGTH_16) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= Character.MAX_VALUE) {
      frame.put((byte) (MASKED | LENGTH_16)).putChar((char) payload.length);
    } else {
      frame.put((byte) (MASKED | LENGTH_64)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    return Arrays.copyOf(frame.array(), frame.position());
  }

  /** Says that we send no more, and still reads. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** The next frame of any kind; {@link EOFException} when the connection ends before. */
  Frame nextFrame() throws IOException {
    return nextFrame(Deadline.soon());
  }

  /**
   * Reads on until the connection's end and returns its code, {@link #NO_CLOSE_FRAME} when it just
   * ends.
   */
  int closeCode() throws IOException {
    Deadline deadline = Deadline.soon();
    try {
      while (true) {
        Frame frame = nextFrame(deadline);
        if (frame.opcode() == CLOSE) {
          return frame.closeCode();
        }
      }
    } catch (EOFException | SocketException ended) {
      return NO_CLOSE_FRAME;
    }
  }

  /** Ends the TCP connection at once, with a reset rather than in order. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void shakeHands(Handshake handshake, byte[] behind) throws IOException {
    URI uri = handshake.uri();
    List<String> lines = new ArrayList<>();
    lines.add("GET " + uri.getRawPath() + " HTTP/1.1");
    lines.add("Host: " + uri.getAuthority());
    lines.add("Upgrade: websocket");
    lines.add("Connection: Upgrade");
    lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    lines.add("Sec-WebSocket-Version: 13");
    if (!handshake.subprotocols().isEmpty()) {
      lines.add("Sec-WebSocket-Protocol: " + String.join(", ", handshake.subprotocols()));
    }
    handshake.headers().forEach((name, value) -> lines.add(name + ": " + value));
    byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] both = Arrays.copyOf(head, head.length + behind.length);
    System.arraycopy(behind, 0, both, head.length, behind.length);
    sendBytes(both);

    Deadline deadline = Deadline.soon();
    int status = Integer.parseInt(readLine(deadline).split(" ", 3)[1]);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = readLine(deadline); !line.isEmpty(); line = readLine(deadline)) {
      String[] header = line.split(":", 2);
      headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].strip());
    }
    if (status != SWITCHING_PROTOCOLS) {
      throw new Refused(status, headers);
    }
  }

  private String readLine(Deadline deadline) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(deadline); b != '\n'; b = read(deadline)) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  private void awaitPong() throws IOException {
    Deadline deadline = Deadline.soon();
    while (nextFrame(deadline).opcode() != PONG) {
      // What the server sent before is of no use to a test of fragments.
    }
  }

  private Frame nextFrame(Deadline deadline) throws IOException {
    int first = read(deadline);
    long length = read(deadline);
    if (length == LENGTH_16) {
      length = readNumber(deadline, Character.BYTES);
    } else if (length == LENGTH_64) {
      length = readNumber(deadline, Long.BYTES);
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) read(deadline);
    }
    return new Frame(
        (first & FIN) != 0, first & OPCODE, ByteBuffer.wrap(payload).asReadOnlyBuffer());
  }

  private long readNumber(Deadline deadline, int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << Byte.SIZE | read(deadline);
    }
    return number;
  }

  private int read(Deadline deadline) throws IOException {
    // Zero would mean to wait for ever.
    socket.setSoTimeout((int) Math.max(1, deadline.remaining().toMillis()));
    return in.readUnsignedByte();
  }

  private static int patienceMillis() {
    return (int) Deadline.PATIENCE.toMillis();
  }
}
