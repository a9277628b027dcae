package org.hearhear.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failed transaction means for whoever ran it. */
public enum Fault {
  /** Another transaction was in the way; the same work will pass when done again. */
  CONTENTION,
  /** The connection broke or there was none: whether the work was committed is not known. */
  CONNECTION,
  /** A row with the same unique key is there. */
  DUPLICATE,
  /** The database cannot hold what was given to it, now or later: the caller's own mistake. */
  DATA,
  /** Anything else: a mistake in the program, or in the database. */
  WORK;

  /** Finds the first SQL error among the causes and judges it by its SQLState class. */
  public static Fault of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof ConnectionException) {
        return CONNECTION;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return of(sql.getSQLState());
      }
    }
    return WORK;
  }

  private static Fault of(String state) {
    return switch (state.substring(0, 2)) {
      case "40" -> CONTENTION;
      case "08", "57", "53" -> CONNECTION;
      case "22", "54" -> DATA;
      case "23" -> state.equals("23505") ? DUPLICATE : DATA;
      case "25" -> state.equals("25006") ? CONNECTION : WORK; // A standby that only reads.
      case "55" -> state.equals("55P03") ? CONTENTION : WORK;
      // H2's own classes: lock timeout, and a database or connection that was closed.
      case "HY" -> state.equals("HYT00") ? CONTENTION : WORK;
      case "90" ->
          switch (state) {
            case "90007", "90067", "90098", "90121", "90135" -> CONNECTION;
            default -> WORK;
          };
      default -> WORK;
    };
  }

  /**
   * Names the exceptions and SQL states of a failure, without their messages: those quote the
   * values of the statement, and people's texts do not belong into a log.
   */
  public static String describe(Throwable failure) {
    StringBuilder names = new StringBuilder();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      names.append(names.isEmpty() ? "" : " < ").append(cause.getClass().getSimpleName());
      if (cause instanceof SQLException sql) {
        names.append(' ').append(sql.getSQLState()).append('/').append(sql.getErrorCode());
      }
    }
    return names.toString();
  }

  /** What the database, or else the failure, says of itself; only where no values are in play. */
  static @Nullable String reason(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException && !(cause instanceof SQLTransientConnectionException)) {
        return cause.getMessage();
      }
    }
    return failure.getMessage();
  }

  /** Whether a failure came from the database; anything else is a mistake in the program. */
  public static boolean isSql(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }
}
