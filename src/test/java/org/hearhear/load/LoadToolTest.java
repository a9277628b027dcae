package org.hearhear.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hearhear.load.nothing.NullServer;
import org.junit.jupiter.api.Test;

/** The tool against its own null server. */
class LoadToolTest {
  @Test
  void messagesInAClosedLoopPass() {
    assertThat(run("dm", "--users", "4", "--window", "4")).isZero();
  }

  @Test
  void messagesInAnOpenLoopPass() {
    assertThat(run("dm", "--users", "4", "--rate", "100")).isZero();
  }

  @Test
  void votesPass() {
    assertThat(run("upvote", "--voters", "4", "--items", "2", "--watchers", "8")).isZero();
  }

  @Test
  void misspeltOptionIsRefused() {
    assertThat(run("dm", "--user", "4")).isEqualTo(2);
  }

  private static int run(String... scenario) {
    try (NullServer server = NullServer.start(0)) {
      List<String> arguments = new ArrayList<>(List.of(scenario));
      arguments.addAll(List.of("--url", "http://127.0.0.1:" + server.port() + "/"));
      arguments.addAll(List.of("--warm-up", "0.1", "--measured", "0.3", "--no-login"));
      return LoadTool.run(arguments);
    }
  }
}
