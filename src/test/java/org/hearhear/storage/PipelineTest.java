package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that are sent together run in their order, each with its own rows. */
class PipelineTest {
  private static final String INSERT = "INSERT INTO step (n, text) VALUES (?, ?)";
  private static final String ALL = "SELECT n, text FROM step WHERE n = ANY(?) ORDER BY n";

  @ParameterizedTest
  @EnumSource
  void eachStatementSeesWhatThoseBeforeItDid(TestDatabase kind) {
    Database database = kind.open(Map.of());
    List<List<String>> seen =
        database.inTransaction(
            handle -> {
              Pipeline pipeline = table(handle);
              Pipeline.Rows<String> before = all(pipeline);
              pipeline.update(INSERT, 1L, "one; two?");
              Pipeline.Rows<String> between = all(pipeline);
              pipeline.update("UPDATE step SET text = ? WHERE n = ?", "three", 1L);
              pipeline.update(INSERT, 2L, "four");
              Pipeline.Rows<String> after = all(pipeline);
              pipeline.run();
              return List.of(before.get(), between.get(), after.get());
            });

    assertThat(seen).containsExactly(List.of(), List.of("one; two?"), List.of("three", "four"));
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatFollowsAFailureIsNotRunAndTheFailureIsTheDatabases(TestDatabase kind) {
    Database database = kind.open(Map.of());
    List<Pipeline.Rows<String>> after = new ArrayList<>();

    assertThatThrownBy(
            () ->
                database.useTransaction(
                    handle -> {
                      Pipeline pipeline = table(handle);
                      pipeline.update(INSERT, 1L, "one");
                      pipeline.update(INSERT, 1L, "again");
                      after.add(all(pipeline));
                      pipeline.run();
                    }))
        .extracting(Fault::of)
        .isEqualTo(Fault.DUPLICATE);
    assertThatThrownBy(after.get(0)::get).isInstanceOf(IllegalStateException.class);
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void theSamePipelineRunsOftenEnoughForThePlansToBeKept(TestDatabase kind) {
    Database database = kind.open(Map.of());
    database.useTransaction(handle -> table(handle).run());

    for (int i = 0; i < 20; i++) {
      long n = i;
      List<String> found =
          database.inTransaction(
              handle -> {
                Pipeline pipeline = new Pipeline(handle);
                pipeline.update(INSERT, n, "text " + n);
                Pipeline.Rows<String> rows =
                    pipeline.query(ALL, row -> row.getString(2), SqlArray.bigints(List.of(n)));
                pipeline.run();
                pipeline.run();
                return rows.get();
              });
      assertThat(found).containsExactly("text " + n);
    }
    database.close();
  }

  private static Pipeline table(Handle handle) {
    handle.execute("CREATE TABLE step (n bigint PRIMARY KEY, text varchar)");
    return new Pipeline(handle);
  }

  private static Pipeline.Rows<String> all(Pipeline pipeline) {
    return pipeline.query(ALL, row -> row.getString("text"), SqlArray.bigints(List.of(1L, 2L)));
  }
}
