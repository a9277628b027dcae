package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import org.hearhear.it.RawWebSocket.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of RFC 6455 for frames, which the servers keep for us, and where they do not: what
 * {@code PATH-OF-A-FRAME.md} says of them. Masks are zero, so that payloads can be read here.
 */
@OnEverySharedServer
class FrameRulesIT {
  private static final String COMMAND = "{\"type\":\"conversations\",\"ref\":1}";
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;

  private final ServerKind kind;
  private final URI base;

  FrameRulesIT(Deployment deployment) {
    this.kind = deployment.kind();
    this.base = deployment.baseUri();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "RSV1 without an extension,                c1 82 00000000 7b7d,            1002",
    "RSV3 without an extension,                91 82 00000000 7b7d,            1002",
    "reserved data opcode,                     83 82 00000000 7b7d,            1002",
    "reserved control opcode,                  8b 80 00000000,                 1002",
    "continuation of nothing,                  80 82 00000000 7b7d,            1002",
    "text within a text,                       01 81 00000000 7b 81 81 00000000 7d, 1002",
    "ping in fragments,                        09 80 00000000,                 1002",
    "ping of more than 125 bytes,              89 fe 007e 00000000,            1002",
    "byte that is not UTF-8,                   81 82 00000000 c328,            1007",
    "character written too long,               81 82 00000000 c0af,            1007",
    "surrogate,                                81 83 00000000 eda080,          1007",
    "character without its end,                81 82 00000000 e282,            1007",
    "byte that is not UTF-8 in a fragment,     01 82 00000000 c328,            1007",
    "close with half a code,                   88 81 00000000 03,              1002",
    "close with a code of nobody,              88 82 00000000 03e7,            1002",
    "close with a code that is never sent,     88 82 00000000 03ed,            1002",
    "close with a code of servers,             88 82 00000000 03f4,            1002",
    "close without a code,                     88 80 00000000,                 1000",
    "close with a reason,                      88 85 00000000 03e9 627965,     1001",
    "close with a code of an application,      88 82 00000000 10e1,            4321"
  })
  void frameIsAnsweredWithThisCode(String name, String hex, int code) throws IOException {
    try (RawWebSocket client = welcomed()) {
      client.sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));

      assertThat(client.closeCode()).as(name).isEqualTo(code);
    }
  }

  @Test
  void controlFrameBetweenFragmentsChangesNothing() throws IOException {
    try (RawWebSocket client = welcomed()) {
      byte[] command = COMMAND.getBytes(UTF_8);
      client.sendBytes(frame(RawWebSocket.TEXT, Arrays.copyOf(command, 5)));
      client.sendBytes(frame(FIN | RawWebSocket.PING, "hi".getBytes(UTF_8)));
      client.sendBytes(
          frame(FIN | RawWebSocket.CONTINUATION, Arrays.copyOfRange(command, 5, command.length)));

      Frame pong = next(client);
      assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(pong.text()).isEqualTo("hi");
      assertThat(next(client).text()).startsWith("[{\"type\":\"ok\"");
    }
  }

  @Test
  void characterMayBeCutBetweenFragments() throws IOException {
    try (RawWebSocket client = welcomed()) {
      byte[] euro = COMMAND.replace("}", ",\"x\":\"\u20AC\"}").getBytes(UTF_8);
      int within = euro.length - "\"}".length() - 1;
      client.sendBytes(frame(RawWebSocket.TEXT, Arrays.copyOf(euro, within)));
      client.sendBytes(
          frame(FIN | RawWebSocket.CONTINUATION, Arrays.copyOfRange(euro, within, euro.length)));

      assertThat(next(client).text()).startsWith("[{\"type\":\"ok\"");
    }
  }

  /** RFC 6455, 5.1: a server must close then. Tyrus does not, nor Undertow for a control frame. */
  @Test
  void dataFrameWithoutAMaskIsRefusedByWildFlyOnly() throws IOException {
    byte[] command = COMMAND.getBytes(UTF_8);
    byte[] unmasked = new byte[command.length + 2];
    unmasked[0] = (byte) (FIN | RawWebSocket.TEXT);
    unmasked[1] = (byte) command.length;
    System.arraycopy(command, 0, unmasked, 2, command.length);
    try (RawWebSocket client = welcomed()) {
      client.sendBytes(unmasked);

      Frame answer = next(client);
      if (kind == ServerKind.WILDFLY) {
        assertThat(answer.closeCode()).isEqualTo(1002);
      } else {
        assertThat(answer.text()).startsWith("[{\"type\":\"ok\"");
      }
    }
  }

  @Test
  void nothingIsCompressed() throws IOException {
    Person ada = Person.signUp(base, "ada");
    Handshake offering =
        ada.handshake("dm").header("Sec-WebSocket-Extensions", "permessage-deflate");
    try (RawWebSocket client = RawWebSocket.connect(offering)) {
      client.sendText("{\"type\":\"hello\"}");

      assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"welcome\"");
    }
  }

  private RawWebSocket welcomed() throws IOException {
    RawWebSocket client = RawWebSocket.connect(Person.signUp(base, "ada").handshake("dm"));
    client.sendText("{\"type\":\"hello\"}");
    assertThat(next(client).text()).startsWith("[{\"type\":\"welcome\"");
    return client;
  }

  /** The next frame that is not the heartbeat, which may come between any two. */
  private static Frame next(RawWebSocket client) throws IOException {
    Frame frame = client.nextFrame();
    while (frame.opcode() == RawWebSocket.TEXT && frame.text().startsWith("[{\"type\":\"ping\"")) {
      frame = client.nextFrame();
    }
    return frame;
  }

  private static byte[] frame(int first, byte[] payload) {
    byte[] frame = new byte[payload.length + 6];
    frame[0] = (byte) first;
    frame[1] = (byte) (MASKED | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }
}
