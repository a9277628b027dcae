package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;

/** The servers that all other tests stand on start, serve, die and come back. */
class LauncherIT {
  @OnEveryServer
  void serverComesBackAfterKillAndLeavesNothingBehindAfterStop(ServerKind kind) {
    try (Server server = kind.start(ServerOptions.at("/", "/hearhear"))) {
      long firstPid = server.pid();
      assertServesBothContexts(server);

      server.kill9();
      assertThat(ProcessHandle.of(firstPid)).isEmpty();
      assertThatThrownBy(() -> ready(server, "/")).isInstanceOf(UncheckedIOException.class);

      server.restart();
      assertThat(server.pid()).isNotEqualTo(firstPid);
      assertServesBothContexts(server);

      server.stop();
      assertThat(server.isAlive()).isFalse();
    }
  }

  @OnEveryServer
  void serverThatDiesAtItsStartIsReportedWithItsLog(ServerKind kind) {
    ServerOptions broken = ServerOptions.at("/").jvmArgument("-XX:+NoSuchOption");

    assertThatThrownBy(() -> kind.start(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it ended with 1")
        .hasMessageContaining("Unrecognized VM option 'NoSuchOption'");
  }

  private static void assertServesBothContexts(Server server) {
    assertThat(ready(server, "/")).isEqualTo(200);
    assertThat(ready(server, "/hearhear")).isEqualTo(200);
  }

  private static int ready(Server server, String context) {
    return new Http(server.baseUri(context)).get("ops/ready").status();
  }
}
