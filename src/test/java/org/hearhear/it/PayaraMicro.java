package org.hearhear.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Payara Micro from its one jar, which unpacks itself anew at each start. */
final class PayaraMicro implements Launcher {
  @Override
  public void prepare(Instance instance) throws IOException {
    Launcher.copyWar(instance, deployments(instance));
  }

  @Override
  public List<String> jvmArguments() {
    return List.of();
  }

  @Override
  public List<String> arguments(Instance instance) {
    return List.of(
        "-jar",
        jar().toString(),
        "--port",
        Integer.toString(instance.httpPort()),
        // Not "--nocluster": Hazelcast would still start and listen on a port of its own.
        "--nohazelcast",
        "--disablephonehome",
        "--prebootcommandfile",
        Path.of("deploy", "payara", "preboot.asadmin").toAbsolutePath().toString(),
        "--deploymentdir",
        deployments(instance).toString());
  }

  @Override
  public Path deployments(Instance instance) {
    return instance.directory().resolve("deployments");
  }

  static Path jar() {
    String jar = System.getProperty("hearhear.payara", "target/servers/payara-micro.jar");
    return Path.of(jar).toAbsolutePath();
  }
}
