package org.hearhear.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Forwards one TCP connection to a server and keeps what passes, byte by byte, each direction by
 * itself. Safe for all threads.
 */
final class RecordingProxy implements AutoCloseable {
  private static final int PIECE_BYTES = 8_192;

  private final ServerSocket listening;
  private final int target;

  /** Both are their own locks. */
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();

  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();

  private RecordingProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  static RecordingProxy before(int target) throws IOException {
    ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    RecordingProxy proxy = new RecordingProxy(listening, target);
    start("recording proxy", proxy::accept);
    return proxy;
  }

  int port() {
    return listening.getLocalPort();
  }

  byte[] toServer() {
    return toServer.toByteArray();
  }

  byte[] toClient() {
    return toClient.toByteArray();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try (Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread up = start("recording proxy, to server", () -> forward(client, server, toServer));
      forward(server, client, toClient);
      up.join();
    } catch (IOException closed) {
      // A test that wants bytes and gets none will say so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forward(Socket from, Socket to, ByteArrayOutputStream record) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        // First: who has received a byte may look at once whether it was recorded.
        record.write(piece, 0, length);
        out.write(piece, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other direction meets the same.
    }
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
