package org.hearhear.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearhear.it.Server;
import org.hearhear.it.ServerKind;
import org.hearhear.it.ServerOptions;
import org.junit.jupiter.api.Test;

/**
 * A little of every scenario against a real server, so that the tool keeps up with the protocol.
 */
class LoadIT {
  private static final String SHORT = " --warm-up 0.5 --measured 1";

  @Test
  void everyScenarioPasses() {
    ServerOptions options =
        ServerOptions.at("/")
            .withoutRatesForPeople()
            .settings(Map.of("HEARHEAR_RECONNECT_WITHIN", "200"));
    try (Server server = ServerKind.WILDFLY.start(options)) {
      assertThat(run(server, "dm --users 4 --window 4" + SHORT)).isZero();
      assertThat(run(server, "dm --users 4 --rate 50" + SHORT)).isZero();
      assertThat(run(server, "upvote --voters 4 --items 2 --watchers 6" + SHORT)).isZero();
      assertThat(run(server, "idle --connections 10 --measured 1")).isZero();
      assertThat(run(server, "reconnect --connections 10 --missed 4")).isZero();
    }
  }

  private static int run(Server server, String scenario) {
    List<String> arguments = new ArrayList<>(List.of(scenario.split(" ")));
    arguments.addAll(List.of("--url", server.baseUri("/").toString()));
    arguments.addAll(List.of("--server-pid", Long.toString(server.pid())));
    return LoadTool.run(arguments);
  }
}
