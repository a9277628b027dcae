package org.hearhear.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hearhear.it.ServerKind;
import org.hearhear.load.run.Options;

/** The benchmark's command line; PERFORMANCE.md says what it does and how to read it. */
public final class Benchmark {
  private static final Path DIRECTORY = Path.of("target/benchmark");
  private static final Path PUBLISHED = Path.of("src/docs/performance");

  private static final String SMALL_HEAP = "-Xmx512m";

  private final List<Result> results = new ArrayList<>();
  private final int repeats;
  private final boolean growth;
  private final String only;

  private Benchmark(Options options) {
    this.repeats = options.count("repeats", Row.REPEATS);
    this.growth = !options.flag("no-growth");
    this.only = options.text("only", "").toLowerCase(Locale.ROOT);
  }

  public static void main(String[] arguments) {
    Options options = Options.parse(List.of(arguments));
    Benchmark benchmark = new Benchmark(options);
    boolean publish = options.flag("publish");
    options.refuseUnknown();
    benchmark.keepOthers(publish ? PUBLISHED : DIRECTORY);
    benchmark.run();
    benchmark.write(DIRECTORY);
    if (publish) {
      benchmark.write(PUBLISHED);
    }
    System.out.println(ResultTable.of(benchmark.results));
    System.exit(benchmark.results.stream().allMatch(Result::passed) ? 0 : 1);
  }

  private void run() {
    for (ServerKind server : ServerKind.values()) {
      play(server, DatabaseKind.POSTGRESQL, Plan.table(repeats));
      play(server, DatabaseKind.POSTGRESQL, Plan.crowds(), SMALL_HEAP);
      play(server, DatabaseKind.H2, Plan.embedded(repeats));
      play(server, DatabaseKind.H2_POWER_SAFE, Plan.embedded(repeats));
      if (growth) {
        play(server, DatabaseKind.POSTGRESQL, Plan.growth());
      }
    }
  }

  /** All rows on one server with an empty database, in this order, so that it is warm soon. */
  private void play(ServerKind server, DatabaseKind database, List<Row> rows, String... changes) {
    List<Row> wanted =
        rows.stream()
            .filter(row -> name(server, database, row).toLowerCase(Locale.ROOT).contains(only))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    try (Stage stage = Stage.set(server, database, List.of(changes))) {
      Path accounts = DIRECTORY.resolve("accounts");
      Files.createDirectories(DIRECTORY);
      Files.deleteIfExists(accounts);
      for (Row row : Plan.warmUp()) {
        LoadProcess.run(stage, accounts, row.arguments());
      }
      stage.analyze();
      for (Row row : wanted) {
        stage.seed(row.seed(), accounts);
        put(play(stage, accounts, server, database, row));
        // Every row's result is there, whatever becomes of the next.
        write(DIRECTORY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run of some rows takes its place among what an earlier run has found of the others. */
  private void keepOthers(Path directory) {
    Path earlier = directory.resolve("results.json");
    if (only.isEmpty() || !Files.exists(earlier)) {
      return;
    }
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(earlier))) {
      reader.readObject().getJsonArray("results").getValuesAs(JsonObject.class).stream()
          .map(Result::of)
          .forEach(results::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(Result result) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).isOfTheSameRow(result)) {
        results.set(i, result);
        return;
      }
    }
    results.add(result);
  }

  private static Result play(
      Stage stage, Path accounts, ServerKind server, DatabaseKind database, Row row) {
    System.err.println(name(server, database, row));
    List<JsonObject> runs = new ArrayList<>();
    for (int i = 0; i < row.repeats(); i++) {
      runs.add(LoadProcess.run(stage, accounts, row.arguments()));
    }
    boolean passed = runs.stream().allMatch(run -> run.getBoolean("passed"));
    return new Result(server.toString(), database.toString(), row.name(), passed, Medians.of(runs));
  }

  private void write(Path directory) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    results.forEach(result -> array.add(result.json()));
    JsonObject all =
        Json.createObjectBuilder()
            .add("machine", Machine.description())
            .add("results", array)
            .build();
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("results.json"), all + "\n");
      Files.writeString(directory.resolve("results.md"), ResultTable.of(results));
      for (Series series : Series.ALL) {
        Files.writeString(directory.resolve(series.file()), series.chart(results).svg());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(ServerKind server, DatabaseKind database, Row row) {
    return server + " " + database + " " + row.name();
  }
}
