package org.hearhear.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.hearhear.it.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy makes the faults that it is told, on a connection that is open. */
class FaultProxyTest {
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int SHORT_MILLIS = 100;
  private static final int CONNECTIONS = 100;

  private final ServerSocket listening;
  private final FaultProxy proxy;
  private final Socket client;
  private final Socket server;

  FaultProxyTest() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    proxy = FaultProxy.before(listening.getLocalPort(), 1);
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    server = listening.accept();
  }

  @BeforeEach
  void pass() throws IOException {
    client.setSoTimeout(PATIENCE_MILLIS);
    server.setSoTimeout(PATIENCE_MILLIS);
    write(client, 1);
    assertThat(server.getInputStream().read()).isEqualTo(1);
    write(server, 2);
    assertThat(client.getInputStream().read()).isEqualTo(2);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    proxy.close();
    listening.close();
  }

  @Test
  void blackholeHoldsEverythingBackAndLosesNothing() throws IOException {
    proxy.make(Fault.BLACKHOLE);
    write(client, 3);
    write(server, 4);
    server.setSoTimeout(SHORT_MILLIS);
    client.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);

    proxy.make(Fault.NONE);
    pass(3, client, server);
    pass(4, server, client);
  }

  @Test
  void connectionsThatEndedFromBothSidesKeepNoFilesOpen() throws IOException {
    long before = openFiles();
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Socket one = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
          Socket other = listening.accept()) {
        one.shutdownOutput();
        assertThat(other.getInputStream().read()).isNegative();
      }
    }

    Deadline.soon()
        .until("the proxy's sockets are closed", () -> openFiles() < before + CONNECTIONS);
  }

  /** The proxy has two sockets for each connection. */
  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  @Test
  void stalledReaderStillSends() throws IOException {
    proxy.make(Fault.STALLED_READER);
    write(server, 4);
    write(client, 3);

    assertThat(server.getInputStream().read()).isEqualTo(3);
    client.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void slicesAndLatencyChangeNoByte() throws IOException {
    byte[] bytes = new byte[100];
    for (Fault fault : new Fault[] {Fault.SLICES, Fault.LATENCY}) {
      proxy.make(fault);
      bytes[99] = 9;
      client.getOutputStream().write(bytes);

      assertThat(server.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }
  }

  @Test
  void resetIsToldToBoth() {
    proxy.make(Fault.RESET);

    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void halfCloseLeavesTheOtherWayOpen() throws IOException {
    proxy.make(Fault.HALF_CLOSE_TO_SERVER);
    write(server, 4);

    assertThat(server.getInputStream().read()).isNegative();
    pass(4, server, client);
  }

  @Test
  void cutAfterSomeBytesLetsTheseBytesPassAtMost() throws IOException {
    proxy.cutAfter(2);
    server.getOutputStream().write(new byte[] {5, 6, 7, 8});

    assertThatThrownBy(() -> client.getInputStream().readNBytes(3))
        .isInstanceOf(SocketException.class);
  }

  private static void pass(int expected, Socket from, Socket to) throws IOException {
    to.setSoTimeout(PATIENCE_MILLIS);
    assertThat(to.getInputStream().read()).isEqualTo(expected);
    assertThat(from.isClosed()).isFalse();
  }

  private static void write(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
  }
}
