package org.hearhear.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How one kind of server is laid out on disk and started: without any configuration of the server
 * but its ports and the place of its files. Stateless.
 */
interface Launcher {
  /** Puts what the server needs into the instance's directory, the WAR once for every context. */
  void prepare(Instance instance) throws IOException;

  /** What the JVM is given by default; a test's own arguments follow and so win over these. */
  List<String> jvmArguments();

  /** What follows the JVM's own arguments on the command line. */
  List<String> arguments(Instance instance);

  /** The directory of the instance in which its WARs are. */
  Path deployments(Instance instance);

  /** Takes the application at this context root away from the running server. */
  default void undeploy(Instance instance, Process process, String context) throws IOException {
    throw new UnsupportedOperationException("This server cannot undeploy while it runs");
  }

  /** Brings the application at this context root back to the running server. */
  default void deploy(Instance instance, Process process, String context) throws IOException {
    throw new UnsupportedOperationException("This server cannot deploy while it runs");
  }

  /** The name of a WAR from which either server takes the context root. */
  static String war(String context) {
    return (context.equals("/") ? "ROOT" : context.substring(1)) + ".war";
  }

  /** Copies the WAR under the name from which either server takes the context root. */
  static void copyWar(Instance instance, Path directory) throws IOException {
    Path war = Path.of(System.getProperty("hearhear.war", "target/hearhear.war"));
    Files.createDirectories(directory);
    for (String context : instance.options().contexts()) {
      Files.copy(war, directory.resolve(war(context)));
    }
  }
}
