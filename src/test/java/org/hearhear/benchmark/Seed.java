package org.hearhear.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hearhear.it.Postgres;

/**
 * What a PostgreSQL database is to hold before a row: more than could be written through the server
 * in reasonable time. It is written as the server would have written it, in the same tables.
 *
 * @param accounts people with a login, who go into the accounts file
 * @param messages of other people, in conversations of {@link #MESSAGES_EACH} each
 */
record Seed(int accounts, int messages) {
  static final Seed NOTHING = new Seed(0, 0);

  private static final int MESSAGES_EACH = 500;
  private static final String COOKIE = "__Host-hearhear=";

  /** Adds what is missing. */
  void sow(Postgres.Database database, Path accountsFile) {
    try (Connection connection = database.connect()) {
      sowAccounts(connection, "seed", accounts);
      Files.write(accountsFile, lines(connection));
      int conversations = messages / MESSAGES_EACH;
      sowAccounts(connection, "stored", 2 * conversations);
      sowMessages(connection, conversations);
      analyze(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void analyze(Postgres.Database database) {
    try (Connection connection = database.connect()) {
      analyze(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  /**
   * Their token is their name, and nobody has a password. Nobody looks for them, so their words
   * count as made: to make them would take the server's time while it is measured.
   */
  private static void sowAccounts(Connection connection, String prefix, int count)
      throws SQLException {
    execute(
        connection,
        """
        WITH wanted AS (SELECT ? || '-' || i AS name FROM generate_series(1, ?) AS i),
        fresh AS (
          INSERT INTO account
            (name, name_bytes, display_name, password_hash, role, disabled, created_at, words)
          SELECT name, CAST(name AS bytea), name, 'none', 'MEMBER', false, CURRENT_TIMESTAMP(3),
            32767
          FROM wanted ON CONFLICT DO NOTHING RETURNING id, name),
        heads AS (INSERT INTO account_log_head (account_id, n) SELECT id, 0 FROM fresh)
        INSERT INTO login_session
          (account_id, token_hash, user_agent, created_at, last_seen_at)
        SELECT id, encode(sha256(CAST(name AS bytea)), 'hex'), 'benchmark',
          CURRENT_TIMESTAMP(3), CURRENT_TIMESTAMP(3)
        FROM fresh
        """,
        prefix,
        count);
  }

  /** Two people for each conversation, and a log entry of each message for both. */
  private static void sowMessages(Connection connection, int conversations) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO conversation
          (kind, low_account, high_account, last_seq, activity, created_at)
        SELECT 'direct', least(a.id, b.id), greatest(a.id, b.id), 0,
          nextval('conversation_activity'), CURRENT_TIMESTAMP(3)
        FROM generate_series(1, ?) AS i
        JOIN account a ON a.name = 'stored-' || (2 * i - 1)
        JOIN account b ON b.name = 'stored-' || (2 * i)
        ON CONFLICT DO NOTHING
        """,
        conversations);
    execute(
        connection,
        """
        INSERT INTO member (conversation_id, account_id)
        SELECT c.id, account FROM conversation c, unnest(ARRAY[low_account, high_account]) account
        WHERE c.last_seq = 0
        """);
    execute(
        connection,
        """
        INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at)
        SELECT c.id, seq, c.low_account, gen_random_uuid(), repeat('x', 100),
          CURRENT_TIMESTAMP(3)
        FROM conversation c, generate_series(1, ?) AS seq WHERE c.last_seq = 0
        """,
        MESSAGES_EACH);
    execute(
        connection,
        """
        INSERT INTO account_log (account_id, n, kind, conversation_id, seq, at)
        SELECT m.account_id, seq, 1, c.id, seq, CURRENT_TIMESTAMP(3)
        FROM conversation c JOIN member m ON m.conversation_id = c.id,
          generate_series(1, ?) AS seq WHERE c.last_seq = 0
        """,
        MESSAGES_EACH);
    execute(
        connection,
        """
        UPDATE account_log_head h SET n = ?
        FROM conversation c JOIN member m ON m.conversation_id = c.id
        WHERE c.last_seq = 0 AND h.account_id = m.account_id
        """,
        MESSAGES_EACH);
    execute(connection, "UPDATE conversation SET last_seq = ? WHERE last_seq = 0", MESSAGES_EACH);
  }

  private static List<String> lines(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, name FROM account WHERE name LIKE 'seed-%' ORDER BY id")) {
      while (row.next()) {
        String name = row.getString("name");
        lines.add(String.join("\t", name, "", row.getString("id"), COOKIE + name));
      }
    }
    return lines;
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
