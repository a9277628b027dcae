package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Who is there for whom. All conditions are about an account {@code a} as {@code :viewer} sees it.
 */
@Singleton
public class PeopleStore {
  private static final String COLUMNS =
      "a.id, a.name, a.display_name, a.role, a.disabled, a.picture";

  /** One with messages, or a group: that somebody tried to write makes nobody known. */
  private static final String SHARES_CONVERSATION =
      shares("a.id", ":viewer", "(c.last_seq > 0 OR c.kind = 'group')");

  /** The other one would take a message, whatever the viewer has decided himself. */
  private static final String ACCEPTS =
      "NOT a.disabled AND a.id <> :viewer"
          + " AND NOT EXISTS (SELECT 1 FROM block WHERE account_id = a.id AND blocked_id = :viewer)"
          + " AND (a.accepts = 'everyone' OR (a.accepts = 'known' AND "
          + knows("a.id", ":viewer")
          + "))";

  private static final String MAY_WRITE_TO =
      ACCEPTS
          + " AND NOT EXISTS"
          + " (SELECT 1 FROM block WHERE account_id = :viewer AND blocked_id = a.id)";

  private static final String NAMED =
      " WHERE a.name_bytes >= :from AND a.name_bytes < :to"
          + " AND (a.name_bytes > :from OR a.id > :fromId)";

  /** Somebody with two words that fit is found by the first of them only. */
  private static final String CALLED =
      " JOIN account_word w ON w.account_id = a.id"
          + " WHERE w.word >= :from AND w.word < :to"
          + " AND (w.word > :from OR w.account_id > :fromId)"
          + " AND NOT EXISTS (SELECT 1 FROM account_word earlier"
          + " WHERE earlier.account_id = w.account_id"
          + " AND earlier.word >= :begin AND earlier.word < w.word)";

  private static final String ALL = " FROM account a";

  private static final String OF_THESE =
      " FROM UNNEST(CAST(:these AS bigint ARRAY)) AS these (id) JOIN account a ON a.id = these.id";

  /**
   * The condition that somebody knows another: he has written to him, or they share a group. Both
   * are named as they are in the statement that it becomes a part of.
   */
  public static String knows(String somebody, String other) {
    return "(EXISTS (SELECT 1 FROM conversation c WHERE c.low_account = "
        + other
        + (" AND c.high_account = " + somebody + " AND c.high_wrote)")
        + (" OR EXISTS (SELECT 1 FROM conversation c WHERE c.low_account = " + somebody)
        + (" AND c.high_account = " + other + " AND c.low_wrote) OR ")
        + shares(somebody, other, "c.kind = 'group'")
        + ")";
  }

  /**
   * Each conversation of the first one is looked up among the other's. As a join of the two,
   * PostgreSQL may go through all conversations of a busy viewer for each person.
   */
  private static String shares(String somebody, String other, String condition) {
    return "EXISTS (SELECT 1 FROM member theirs JOIN conversation c"
        + (" ON c.id = theirs.conversation_id WHERE theirs.account_id = " + somebody)
        + (" AND " + condition)
        + (" AND (SELECT mine.account_id FROM member mine WHERE mine.account_id = " + other)
        + " AND mine.conversation_id = theirs.conversation_id) IS NOT NULL)";
  }

  private final AccountStore accounts;

  @Inject
  public PeopleStore(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** Somebody in a list, and where a page would end that ends with him. */
  record Found(Account account, Profile profile, PeopleCursor cursor) {}

  /** A page of those whom the viewer may write to. */
  List<Found> page(Handle handle, AccountId viewer, PeopleQuery wanted) {
    return select(handle, wanted, ALL, MAY_WRITE_TO)
        .bind("viewer", viewer.value())
        .map((row, context) -> found(row))
        .list();
  }

  /** The same, of those only who share a conversation with the viewer. */
  List<Found> pageOfKnown(Handle handle, AccountId viewer, PeopleQuery wanted) {
    return select(handle, wanted, ALL, SHARES_CONVERSATION + " AND " + MAY_WRITE_TO)
        .bind("viewer", viewer.value())
        .map((row, context) -> found(row))
        .list();
  }

  /** The same, of these few only: each of them is looked at. */
  List<Found> pageOf(
      Handle handle, AccountId viewer, PeopleQuery wanted, Collection<AccountId> these) {
    return select(handle, wanted, OF_THESE, MAY_WRITE_TO)
        .bind("viewer", viewer.value())
        .bind("these", SqlArray.bigints(these, AccountId::value))
        .map((row, context) -> found(row))
        .list();
  }

  /** A page of all accounts, disabled ones too. */
  List<Found> pageOfAll(Handle handle, PeopleQuery wanted) {
    return select(handle, wanted, ALL, "a.id > 0").map((row, context) -> found(row)).list();
  }

  /** Up to {@code most} of the other members of the viewer's conversations. */
  Set<AccountId> known(Handle handle, AccountId viewer, int most) {
    return handle
        .createQuery(
            "SELECT DISTINCT theirs.account_id FROM member mine JOIN member theirs"
                + " ON theirs.conversation_id = mine.conversation_id"
                + " WHERE mine.account_id = :viewer AND theirs.account_id <> :viewer"
                + " LIMIT :most")
        .bind("viewer", viewer.value())
        .bind("most", most)
        .mapTo(Long.class)
        .stream()
        .map(AccountId::new)
        .collect(Collectors.toSet());
  }

  /** Who is called exactly that, if the viewer may write to him. */
  Optional<Profile> findByName(Handle handle, AccountId viewer, String name) {
    return handle
        .createQuery(
            "SELECT " + COLUMNS + " FROM account a WHERE a.name = :name AND " + MAY_WRITE_TO)
        .bind("name", name)
        .bind("viewer", viewer.value())
        .map((row, context) -> profile(row))
        .findOne();
  }

  /**
   * Those of {@code ids} whom the viewer may see: himself, whoever shares a conversation with him,
   * whatever has come between them, and with {@code strangers} also who would take a message.
   */
  List<Profile> visible(
      Handle handle, AccountId viewer, Collection<AccountId> ids, boolean strangers) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM account a WHERE a.id = ANY(:ids) AND (a.id = :viewer OR "
                + SHARES_CONVERSATION
                + (strangers ? " OR (" + ACCEPTS + ")" : "")
                + ")")
        .bind("ids", SqlArray.bigints(ids, AccountId::value))
        .bind("viewer", viewer.value())
        .map((row, context) -> profile(row))
        .list();
  }

  Optional<Profile> find(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM account a WHERE a.id = :id")
        .bind("id", id.value())
        .map((row, context) -> profile(row))
        .findOne();
  }

  /** By the name when nothing is looked for, else by the word that was found. */
  private static Query select(Handle handle, PeopleQuery wanted, String source, String condition) {
    boolean all = wanted.word().isEmpty();
    String word = all ? "a.name_bytes" : "w.word";
    Query query =
        handle.createQuery(
            ("SELECT " + COLUMNS + ", " + word + " AS word" + source + (all ? NAMED : CALLED))
                + (" AND " + condition)
                + (" ORDER BY " + word + (all ? ", a.id" : ", w.account_id") + " LIMIT :limit"));
    if (!all) {
      query.bind("begin", wanted.begin());
    }
    return query
        .bind("from", wanted.from())
        .bind("fromId", wanted.after().id().value())
        .bind("to", wanted.end())
        .bind("limit", wanted.limit());
  }

  private Found found(ResultSet row) throws SQLException {
    Account account = accounts.account(row);
    String word = new String(row.getBytes("word"), StandardCharsets.UTF_8);
    return new Found(account, profile(row), new PeopleCursor(word, account.id()));
  }

  private Profile profile(ResultSet row) throws SQLException {
    return new Profile(
        accounts.account(row).person(), Optional.ofNullable(row.getObject("picture", UUID.class)));
  }
}
