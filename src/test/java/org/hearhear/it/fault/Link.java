package org.hearhear.it.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.hearhear.it.Deadline;

/**
 * One connection through a {@link FaultProxy}: two sockets, and a thread for each direction. Safe
 * for all threads.
 */
final class Link {
  private static final int PIECE_BYTES = 8_192;
  private static final int SLICE_BYTES_MAX = 7;
  private static final Duration LATENCY = Duration.ofMillis(30);
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Socket client;
  private final Socket server;
  private final Random random;

  // All guarded by this, which is notified of every change.
  private Fault fault = Fault.NONE;
  private int bytesUntilCut = NO_LIMIT;
  private int directionsEnded;
  private boolean over;

  Link(Socket client, Socket server, long seed) throws IOException {
    this.client = client;
    this.server = server;
    this.random = new Random(seed);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void start() {
    start("fault proxy, to server", () -> forward(client, server, false));
    start("fault proxy, to client", () -> forward(server, client, true));
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized void make(Fault next) {
    fault = next;
    switch (next) {
      case RESET -> reset();
      case HALF_CLOSE_TO_SERVER -> shutDown(server);
      case HALF_CLOSE_TO_CLIENT -> shutDown(client);
      default -> {} // The threads see it before they forward the next piece.
    }
    notifyAll();
  }

  synchronized void cutAfter(int bytesFromServer) {
    bytesUntilCut = bytesFromServer;
  }

  private void forward(Socket from, Socket to, boolean fromServer) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      while (true) {
        awaitOpen(fromServer);
        int length = in.read(piece);
        // A fault may have come while nothing did.
        awaitOpen(fromServer);
        if (length < 0) {
          shutDown(to);
          endDirection();
          break;
        }
        send(piece, length, out, fromServer);
      }
    } catch (IOException gone) {
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(byte[] piece, int length, OutputStream out, boolean fromServer)
      throws IOException {
    int sent = 0;
    while (sent < length) {
      int slice = Math.min(slice(), length - sent);
      int passing = fromServer ? passing(slice) : slice;
      out.write(piece, sent, passing);
      if (passing < slice) {
        reset();
        return;
      }
      sent += slice;
    }
  }

  /** How many bytes make the next write; waits before, if the fault is latency. */
  private int slice() {
    Fault current;
    int slice;
    synchronized (this) {
      current = fault;
      slice = 1 + random.nextInt(SLICE_BYTES_MAX);
    }
    if (current == Fault.LATENCY) {
      Deadline.in(LATENCY).pass();
    }
    return current == Fault.SLICES ? slice : PIECE_BYTES;
  }

  private synchronized int passing(int wanted) {
    int passing = Math.min(wanted, bytesUntilCut);
    if (bytesUntilCut != NO_LIMIT) {
      bytesUntilCut -= passing;
    }
    return passing;
  }

  private synchronized void awaitOpen(boolean fromServer) throws InterruptedException {
    while (!over && (fault == Fault.BLACKHOLE || (fromServer && fault == Fault.STALLED_READER))) {
      wait();
    }
  }

  /** Lets the sockets go when nothing more can come from either side. */
  private synchronized void endDirection() throws IOException {
    directionsEnded++;
    if (directionsEnded == 2) {
      over = true;
      client.close();
      server.close();
    }
  }

  private synchronized void reset() {
    over = true;
    reset(client);
    reset(server);
    notifyAll();
  }

  /** Ends a connection by RST: what is not read yet is lost, as with a peer that has crashed. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException goneAlready) {
      // As was wanted.
    }
  }

  private static void shutDown(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException goneAlready) {
      // As was wanted.
    }
  }
}
