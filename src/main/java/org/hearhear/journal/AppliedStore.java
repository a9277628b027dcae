package org.hearhear.journal;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;
import org.jdbi.v3.core.Handle;

/** The commands that were applied, by account and key, each with a digest and its reply. */
@Singleton
public class AppliedStore {

  /** Whose command it is. */
  public record Id(AccountId account, Key key) implements Comparable<Id> {
    /** By key first, as the index is. */
    @Override
    public int compareTo(Id other) {
      int byKey = key.value().compareTo(other.key.value());
      return byKey != 0 ? byKey : Long.compare(account.value(), other.account.value());
    }
  }

  /** What a command said and what it was answered. */
  public record Applied(String digest, JsonObject reply) {}

  /** A command that was applied before. */
  public record Found(Id id, Applied applied) {}

  /** The commands with these keys, whoever sent them. */
  public Pipeline.Rows<Found> find(Pipeline pipeline, Collection<Id> ids) {
    return pipeline.query(
        "SELECT account_id, key, digest, reply FROM applied WHERE key = ANY(?)",
        row ->
            new Found(
                new Id(
                    new AccountId(row.getLong("account_id")),
                    new Key(row.getObject("key", UUID.class))),
                new Applied(
                    row.getString("digest"), (JsonObject) Json.read(row.getString("reply")))),
        SqlArray.uuids(ids.stream().map(id -> id.key.value()).toList()));
  }

  /** Remembers commands; a key that is there already fails with a unique violation. */
  public void insert(Pipeline pipeline, Map<Id, Applied> applied, Instant now) {
    List<Id> ids = List.copyOf(applied.keySet());
    List<Applied> commands = List.copyOf(applied.values());
    pipeline.update(
        "INSERT INTO applied (account_id, key, digest, reply, at)"
            + " SELECT account_id, key, digest, reply, ?"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS uuid ARRAY),"
            + " CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))"
            + " AS added (account_id, key, digest, reply)",
        Timestamp.from(now),
        SqlArray.bigints(ids, id -> id.account.value()),
        SqlArray.uuids(ids.stream().map(id -> id.key.value()).toList()),
        SqlArray.texts(commands.stream().map(Applied::digest).toList()),
        SqlArray.texts(commands.stream().map(each -> each.reply.toString()).toList()));
  }

  /** Forgets up to {@code most} commands from before a time, and returns how many. */
  public int deleteBefore(Handle handle, Instant oldest, int most) {
    return handle
        .createUpdate(
            "DELETE FROM applied WHERE (key, account_id) IN"
                + " (SELECT key, account_id FROM applied WHERE at < :oldest LIMIT :most)")
        .bind("oldest", Timestamp.from(oldest))
        .bind("most", most)
        .execute();
  }

  /** Forgets all commands of an account. */
  public void deleteOf(Handle handle, AccountId account) {
    handle.execute("DELETE FROM applied WHERE account_id = ?", account.value());
  }

  /** Tells commands with other content apart: SHA-256 over the parts and where they end. */
  public static String digest(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
