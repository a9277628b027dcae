package org.hearhear.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Payara Micro from its one jar, which unpacks itself anew at each start. */
final class PayaraMicro implements Launcher {
  @Override
  public void prepare(Instance instance) throws IOException {
    Launcher.deploy(instance, deployments(instance));
  }

  @Override
  public List<String> jvmArguments() {
    return List.of();
  }

  @Override
  public List<String> arguments(Instance instance) {
    String jar = System.getProperty("hearhear.payara", "target/servers/payara-micro.jar");
    return List.of(
        "-jar",
        Path.of(jar).toAbsolutePath().toString(),
        "--port",
        Integer.toString(instance.httpPort()),
        // Not "--nocluster": Hazelcast would still start and listen on a port of its own.
        "--nohazelcast",
        "--disablephonehome",
        "--deploymentdir",
        deployments(instance).toString());
  }

  private static Path deployments(Instance instance) {
    return instance.directory().resolve("deployments");
  }
}
