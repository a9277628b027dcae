package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/run}, with what this build has packaged already: it need not be built again. */
@EnabledIf("isPayaraWanted")
class DeployRunIT {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final String TAKEN = "Port %d is taken";

  private final int port = Ports.free();
  @TempDir private Path temporary;

  private final List<Process> started = new ArrayList<>();

  static boolean isPayaraWanted() {
    return Deployment.all().stream().anyMatch(each -> each.kind() == ServerKind.PAYARA_MICRO);
  }

  @BeforeEach
  void doWithoutMaven() throws IOException {
    Path maven = temporary.resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stop() {
    // The script itself ends the server; SIGTERM lets it.
    for (Process process : started) {
      process.destroy();
      process.onExit().join();
    }
  }

  @Test
  void saysWhenTheServerServesOnThisMachineOnly() throws IOException {
    Process process = run(Map.of());

    String ready = "Hearhear is ready: http://localhost:" + port + "/";
    Deadline.in(STARTS_WITHIN).until(ready, () -> output().contains(ready) || !process.isAlive());
    assertThat(output()).contains(ready);

    assertThat(new Http(URI.create("http://127.0.0.1:" + port + "/")).get("ops/ready").status())
        .isEqualTo(200);
    try (ServerSocket elsewhere = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
      assertThat(elsewhere.isBound()).as("the port is free at other addresses").isTrue();
    }
  }

  @Test
  void saysThatThePortIsTakenThoughAnotherServerAnswersThere() throws IOException {
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      Process process = run(Map.of());

      Deadline.in(STARTS_WITHIN).until("deploy/run has ended", () -> !process.isAlive());

      assertThat(output()).contains(TAKEN.formatted(other.getLocalPort())).doesNotContain("ready");
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }

  @Test
  void saysWhatIsWrongWithTheSettings() throws IOException {
    Process process = run(Map.of("HEARHEAR_FLUSHERS", "none"));

    Deadline.in(STARTS_WITHIN).until("deploy/run has ended", () -> !process.isAlive());

    assertThat(output()).contains("Hearhear did not start", "HEARHEAR_FLUSHERS");
    assertThat(process.exitValue()).isEqualTo(1);
  }

  private Process run(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("deploy/run")
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("output").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HEARHEAR_"));
    environment.putAll(settings);
    environment.put("PATH", temporary + ":" + environment.get("PATH"));
    environment.put("PORT", Integer.toString(port));
    environment.put("HEARHEAR_DATA_DIR", temporary.resolve("data").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String output() {
    try {
      return Files.readString(temporary.resolve("output"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
