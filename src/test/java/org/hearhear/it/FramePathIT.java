package org.hearhear.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.hearhear.it.Debugger.Stop;
import org.hearhear.it.PathDocument.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Holds true what {@code PATH-OF-A-FRAME.md} says of the bytes on the wire, and of the classes that
 * a frame passes through. Runs on a server of its own that a debugger may stop.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class FramePathIT {
  /** Heartbeats would come between the frames of the example: here they are rare. */
  private static final ServerOptions OPTIONS =
      ServerOptions.at("/")
          .openToDebuggers()
          .setting("HEARHEAR_HEARTBEAT", "600000")
          .setting("HEARHEAR_SILENCE", "1800000");

  private static final OwnServers SERVERS = new OwnServers(OPTIONS);
  private static final String HEAD_END = "\r\n\r\n";
  private static final String HELLO = "{\"type\":\"hello\"}";
  private static final String CONVERSATIONS = "{\"type\":\"conversations\",\"ref\":1}";

  private final Server server;
  private final URI base;
  private final PathDocument document;

  FramePathIT(ServerKind kind) throws IOException {
    server = SERVERS.get(kind);
    base = server.baseUri("/");
    document = PathDocument.read();
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @Test
  void bytesOnTheWireAreThoseOfTheWorkedExample() throws IOException {
    Person ada = Person.signUp(base, "ada");
    try (RecordingProxy proxy = RecordingProxy.before(base.getPort());
        RawWebSocket client = RawWebSocket.connect(behind(proxy).cookie(ada.cookie()))) {
      talk(client);

      Recorded up = Recorded.of(proxy.toServer());
      Recorded down = Recorded.of(proxy.toClient());
      assertThat(up.head()).matches(document.http("request"));
      assertThat(up.frames()).matches(document.bytes("hello") + document.bytes("conversations"));
      assertThat(down.head()).matches(document.http(server.kind().toString()));
      assertThat(down.frames())
          .matches(
              document.bytes("welcome")
                  + "\\[\\{\"type\":\"welcome\",.*\\}\\]"
                  + document.bytes("reply"));
    }
  }

  @Test
  void frameGoesThroughTheClassesThatTheDocumentNamesInThatOrder() throws IOException {
    Person ada = Person.signUp(base, "ada");
    Handshake handshake = ada.handshake("dm");
    talk(handshake); // A breakpoint needs classes that are loaded.
    try (Debugger debugger = Debugger.of(server)) {
      for (Stack stack : document.stacks(server.kind())) {
        String place = stack.methods().get(stack.methods().size() - 1);
        CompletableFuture<Void> talking = new CompletableFuture<>();

        Stop stop = debugger.stackAt(place, stack.thread(), () -> start(handshake, talking));

        assertThat(stop.stack()).as("%s on %s", stack, stop).containsSubsequence(stack.methods());
        Deadline.soon().get(talking, "the rest of the talk");
      }
    }
    assertThat(document.stacks(server.kind()))
        .extracting(Stack::name)
        .contains("door", "open", "text", "write");
  }

  private static Handshake behind(RecordingProxy proxy) {
    return Handshake.to(URI.create("http://127.0.0.1:" + proxy.port() + "/"), "dm");
  }

  /** What went one way: the handshake's head, sorted, and the frames, a character for each byte. */
  private record Recorded(String head, String frames) {
    static Recorded of(byte[] bytes) {
      String all = new String(bytes, ISO_8859_1);
      int behindHead = all.indexOf(HEAD_END) + HEAD_END.length();
      return new Recorded(
          PathDocument.sorted(all.substring(0, behindHead)), all.substring(behindHead));
    }
  }

  private static void start(Handshake handshake, CompletableFuture<Void> talking) {
    Thread client =
        new Thread(
            () -> {
              try {
                talk(handshake);
                talking.complete(null);
              } catch (IOException | RuntimeException | AssertionError e) {
                talking.completeExceptionally(e);
              }
            });
    client.start();
  }

  private static void talk(Handshake handshake) throws IOException {
    try (RawWebSocket client = RawWebSocket.connect(handshake)) {
      talk(client);
    }
  }

  private static void talk(RawWebSocket client) throws IOException {
    client.sendText(HELLO);
    assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"welcome\"");
    client.sendText(CONVERSATIONS);
    assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"ok\"");
  }
}
