package org.hearhear.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * An array as the argument of a statement. Jdbi's own {@code bindArray} derives a generic array
 * type at each execution, which took as much time as small statements themselves. Immutable.
 */
public final class SqlArray implements Argument {
  private final String type;
  private final Object[] elements;

  private SqlArray(String type, Object[] elements) {
    this.type = type;
    this.elements = elements;
  }

  public static SqlArray bigints(List<Long> elements) {
    return new SqlArray("bigint", elements.toArray());
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
