package org.hearhear.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One server's place on this machine: its directory and its ports, the same for all of its runs.
 * Immutable; the files in the directory are the server's.
 */
record Instance(
    ServerOptions options,
    Path directory,
    int httpPort,
    int httpsPort,
    int managementPort,
    int debugPort) {

  static Instance create(String prefix, Launcher launcher, ServerOptions options)
      throws IOException {
    Path directory = Directories.create(prefix);
    Instance instance =
        new Instance(options, directory, Ports.free(), Ports.free(), Ports.free(), Ports.free());
    Files.createDirectories(instance.home());
    Files.createDirectories(instance.temporary());
    launcher.prepare(instance);
    return instance;
  }

  /** The server's {@code user.home}, under which the application keeps its data by default. */
  Path home() {
    return directory.resolve("home");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  /** Everything that the server's runs have written to their standard output, one after another. */
  Path log() {
    return directory.resolve("server.log");
  }

  /** Removes everything but the log, which may tell why a test failed. */
  void deleteAllButLog() {
    Directories.delete(directory, log());
  }
}
