package org.hearhear.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.hearhear.load.account.Account;
import org.hearhear.load.account.Accounts;
import org.hearhear.load.dm.DmScenario;
import org.hearhear.load.nothing.NullServer;
import org.hearhear.load.report.Report;
import org.hearhear.load.run.LoadFailure;
import org.hearhear.load.run.Options;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Scenario;
import org.hearhear.load.storm.ConnectionsScenario;
import org.hearhear.load.storm.ReconnectScenario;
import org.hearhear.load.upvote.UpvoteScenario;

/** The load tool's command line; {@code --help} says what there is. */
public final class LoadTool {
  /** The run showed something that must never happen. */
  private static final int LIED = 1;

  /** There was no run. */
  private static final int FAILED = 2;

  private LoadTool() {}

  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  /** Does what the arguments say and returns the exit code. */
  static int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.println(Help.text());
      return arguments.isEmpty() ? FAILED : 0;
    }
    try {
      Options options = Options.parse(arguments.subList(1, arguments.size()));
      return arguments.get(0).equals("null-server")
          ? serve(options)
          : play(arguments.get(0), options);
    } catch (LoadFailure failure) {
      System.err.println(failure.getMessage());
      return FAILED;
    }
  }

  private static int serve(Options options) {
    try (NullServer server = NullServer.start(options.count("port", 0))) {
      options.refuseUnknown();
      System.out.println("http://127.0.0.1:" + server.port() + "/");
      server.awaitClose();
    }
    return 0;
  }

  private static int play(String name, Options options) {
    try (Run run = new Run(options)) {
      Scenario scenario = scenario(name, run);
      var json = options.find("json").map(Path::of);
      Accounts known = new Accounts(run.base(), run.accountsFile());
      int count = scenario.accounts();
      List<Account> accounts =
          options.flag("no-login") ? Accounts.invented(count) : known.take(count);
      Report report = scenario.play(run, accounts);
      System.err.println(report.table());
      System.out.println(report.json());
      json.ifPresent(file -> append(file, report.json()));
      return report.lies().isEmpty() ? 0 : LIED;
    }
  }

  private static Scenario scenario(String name, Run run) {
    return switch (name) {
      case "dm" -> new DmScenario(run);
      case "connect" -> ConnectionsScenario.connecting(run);
      case "idle" -> ConnectionsScenario.idling(run);
      case "reconnect" -> new ReconnectScenario(run);
      case "upvote" -> new UpvoteScenario(run);
      default -> throw new LoadFailure("There is no scenario " + name + "; see --help");
    };
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
