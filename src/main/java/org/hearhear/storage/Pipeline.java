package org.hearhear.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are sent together and run one after the other, in the transaction of a handle:
 * each sees what those before it did, and what others had committed when it began. PostgreSQL's
 * driver sends statements that stand in one text without waiting in between, so all of them take
 * one round trip; with H2, which has none to save, each is executed by itself. When one fails,
 * those after it are not run. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">Pipelining in
 *     PostgreSQL's protocol</a>
 */
public final class Pipeline {
  private final Handle handle;
  private final List<Step<?>> steps = new ArrayList<>();

  public Pipeline(Handle handle) {
    this.handle = handle;
  }

  /** Reads the row at which a result stands. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What a query will have found. */
  public static final class Rows<T> {
    private @Nullable List<T> found;

    private Rows() {}

    /**
     * The rows in their order.
     *
     * @throws IllegalStateException before the pipeline has been run
     */
    public List<T> get() {
      if (found == null) {
        throw new IllegalStateException("The pipeline has not been run.");
      }
      return found;
    }
  }

  /** The answer to a query that need not be asked. */
  public static <T> Rows<T> none() {
    Rows<T> none = new Rows<>();
    none.found = List.of();
    return none;
  }

  private record Step<T>(
      String sql, List<Object> values, @Nullable RowReader<T> reader, Rows<T> rows) {
    void read(PreparedStatement executed) throws SQLException {
      if (reader == null) {
        return;
      }
      List<T> found = new ArrayList<>();
      try (ResultSet result = executed.getResultSet()) {
        while (result.next()) {
          found.add(reader.read(result));
        }
      }
      rows.found = found;
    }
  }

  /** Adds a query with its values in the order of its question marks. */
  public <T> Rows<T> query(String sql, RowReader<T> reader, Object... values) {
    Rows<T> rows = new Rows<>();
    steps.add(new Step<>(sql, List.of(values), reader, rows));
    return rows;
  }

  /** Adds a statement that returns no rows. */
  public void update(String sql, Object... values) {
    steps.add(new Step<>(sql, List.of(values), null, new Rows<>()));
  }

  /** Runs what was added since the last call; nothing, if that was nothing. */
  public void run() {
    if (steps.isEmpty()) {
      return;
    }
    List<Step<?>> all = List.copyOf(steps);
    steps.clear();
    if (isPipelining()) {
      run(all);
    } else {
      all.forEach(step -> run(List.of(step)));
    }
  }

  private void run(List<Step<?>> together) {
    String sql = together.stream().map(Step::sql).collect(Collectors.joining(";\n"));
    try (Query query = handle.createQuery(sql)) {
      int position = 0;
      for (Step<?> step : together) {
        for (Object value : step.values) {
          query.bind(position++, value);
        }
      }
      query.execute(
          (statement, context) -> {
            PreparedStatement executed = statement.get();
            for (Step<?> step : together) {
              step.read(executed);
              executed.getMoreResults();
            }
            return together;
          });
    }
  }

  private boolean isPipelining() {
    try {
      return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not say what it is.", e);
    }
  }
}
