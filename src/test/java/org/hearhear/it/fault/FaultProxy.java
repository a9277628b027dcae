package org.hearhear.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Forwards TCP connections from a port of its own to another one of this machine, and makes the
 * {@link Fault} that it is told, also on connections that are open. Bytes are never changed,
 * dropped or reordered, only late or cut off. Safe for all threads.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 100;

  private final ServerSocket listening;
  private final int target;
  private final long seed;
  private final List<Link> links = new CopyOnWriteArrayList<>();

  private volatile Fault fault = Fault.NONE;

  private FaultProxy(ServerSocket listening, int target, long seed) {
    this.listening = listening;
    this.target = target;
    this.seed = seed;
  }

  /** In front of {@code target}, from where connections are refused while nobody listens there. */
  public static FaultProxy before(int target, long seed) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      FaultProxy proxy = new FaultProxy(listening, target, seed);
      Link.start("fault proxy " + target, proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /**
   * Makes it for what is open, and for what will be opened if it is a fault that lasts. What ends
   * connections lets later ones pass without a fault.
   */
  public void make(Fault next) {
    fault = next.isLasting() ? next : Fault.NONE;
    links.forEach(link -> link.make(next));
  }

  /**
   * Resets what is open as soon as this many more bytes have passed from the server, within a frame
   * as a rule.
   */
  public void cutAfter(int bytesFromServer) {
    links.forEach(link -> link.cutAfter(bytesFromServer));
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(link -> link.make(Fault.RESET));
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        links.removeIf(Link::isOver);
        open(client);
      } catch (IOException closed) {
        // The loop's condition tells whether it was us.
      }
    }
  }

  private void open(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    } catch (IOException nobodyListens) {
      server.close();
      Link.reset(client);
      return;
    }
    Link link = new Link(client, server, seed);
    links.add(link);
    link.make(fault);
    link.start();
    if (listening.isClosed()) {
      link.make(Fault.RESET);
    }
  }
}
