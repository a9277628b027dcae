package org.hearhear.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * An array as the argument of a statement. Many rows go in as one statement that unnests an array
 * for each column: binding each value of a batch took as much time as sending them, and Jdbi's own
 * {@code bindArray} derives a generic array type at each execution. Immutable.
 */
public final class SqlArray implements Argument {
  private final String type;
  private final Object[] elements;

  private SqlArray(String type, Object[] elements) {
    this.type = type;
    this.elements = elements;
  }

  /** A column of some rows. */
  public static <E> SqlArray bigints(Collection<E> rows, Function<E, Long> column) {
    return bigints(rows.stream().map(column).toList());
  }

  public static SqlArray bigints(List<Long> elements) {
    return new SqlArray("bigint", elements.toArray());
  }

  /** A column of some rows. */
  public static <E> SqlArray booleans(Collection<E> rows, Function<E, Boolean> column) {
    return new SqlArray("boolean", rows.stream().map(column).toArray());
  }

  public static SqlArray smallints(List<Integer> elements) {
    return new SqlArray("smallint", elements.toArray());
  }

  public static SqlArray texts(List<String> elements) {
    return new SqlArray("varchar", elements.toArray());
  }

  public static SqlArray uuids(List<UUID> elements) {
    return new SqlArray("uuid", elements.toArray());
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf(type, elements));
  }
}
