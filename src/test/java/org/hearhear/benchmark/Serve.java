package org.hearhear.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.hearhear.it.ServerKind;

/**
 * Starts one server as the benchmark does and keeps it until standard input ends: for profiles and
 * experiments. Its arguments are server, database, and what {@link Stage#set} takes as changes; it
 * prints the options of the load tool for it.
 */
public final class Serve {
  private Serve() {}

  public static void main(String[] arguments) throws IOException {
    ServerKind server = ServerKind.valueOf(constant(arguments[0]));
    DatabaseKind database = DatabaseKind.valueOf(constant(arguments[1]));
    List<String> changes = List.of(arguments).subList(2, arguments.length);
    try (Stage stage = Stage.set(server, database, changes)) {
      String databasePid =
          stage.databasePid().isPresent()
              ? " --database-pid " + stage.databasePid().getAsLong()
              : "";
      System.out.println(
          "--url " + stage.url() + " --server-pid " + stage.serverPid() + databasePid);
      while (System.in.read() >= 0) {
        // Until the end.
      }
    }
  }

  /** The names are those that the benchmark prints, such as {@code payara-micro}. */
  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
