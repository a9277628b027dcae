package org.hearhear.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees whom, and how, on both databases: whoever may write to somebody, and nobody else. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SightStoreTest {
  private static final UUID HERE = new UUID(0, 1);
  private static final UUID THERE = new UUID(0, 2);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final View ONLINE = View.here(View.State.ONLINE);
  private static final View AWAY = View.here(View.State.AWAY);
  private static final View DND = View.here(View.State.DND);

  private final TestDatabase kind;
  private final PresenceStore presence = new PresenceStore();
  private Database database;
  private Sights sights;
  private AccountId ada;
  private AccountId ben;

  SightStoreTest(TestDatabase kind) {
    this.kind = kind;
  }

  /** Ben is online, and Ada wants to see him. */
  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    sights = new Sights(Settings.of(Map.of()), database, new SightStore());
    ada = new TestAccounts(database).create("ada");
    ben = new TestAccounts(database).create("ben");
    database.useTransaction(
        handle -> {
          presence.insertNode(handle, HERE, LEASE);
          presence.insertNode(handle, THERE, LEASE);
          presence.insert(handle, HERE, Map.of(ben, Activity.ONLINE));
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  // Who may see.

  @Test
  void whoTakesMessagesFromEverybodyIsSeenByEverybody() {
    assertThat(view()).isEqualTo(ONLINE);
  }

  @Test
  void blockHidesBothFromEachOther() {
    database.useTransaction(handle -> presence.insert(handle, HERE, Map.of(ada, Activity.ONLINE)));
    for (List<AccountId> block : List.of(List.of(ada, ben), List.of(ben, ada))) {
      block(block.get(0), block.get(1));

      assertThat(view()).isEqualTo(View.NOTHING);
      assertThat(view(ben, ada)).isEqualTo(View.NOTHING);
      database.useTransaction(handle -> handle.execute("DELETE FROM block"));
      assertThat(view()).isEqualTo(ONLINE);
    }
  }

  @Test
  void blockOfSomebodyElseHidesNothing() {
    AccountId carl = new TestAccounts(database).create("carl");
    block(ben, carl);
    block(carl, ada);

    assertThat(view()).isEqualTo(ONLINE);
    assertThat(view(carl, ben)).isEqualTo(View.NOTHING);
  }

  @Test
  void strangerDoesNotSeeWhoTakesMessagesFromNotEverybody() {
    for (String accepts : List.of("known", "nobody")) {
      accepts(accepts);

      assertThat(view()).as(accepts).isEqualTo(View.NOTHING);
    }
  }

  @Test
  void whomHeHasWrittenToIsKnown() {
    long direct = direct();
    accepts("known");
    wrote(direct, ada);
    assertThat(view()).as("only Ada wrote").isEqualTo(View.NOTHING);

    wrote(direct, ben);
    assertThat(view()).as("Ben wrote").isEqualTo(ONLINE);
    accepts("nobody");
    assertThat(view()).as("Ben takes from nobody any more").isEqualTo(View.NOTHING);
  }

  @Test
  void whoSharesAGroupIsKnown() {
    group(ada, ben);
    accepts("known");
    assertThat(view()).isEqualTo(ONLINE);

    accepts("nobody");
    assertThat(view()).isEqualTo(View.NOTHING);
  }

  @Test
  void blockCountsMoreThanAcquaintance() {
    accepts("known");
    wrote(direct(), ben);
    group(ada, ben);
    block(ben, ada);

    assertThat(view()).isEqualTo(View.NOTHING);
  }

  @Test
  void whoIsDisabledOrDoesNotExistIsNotSeen() {
    assertThat(view(ada, new AccountId(999_999))).isEqualTo(View.NOTHING);
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE account SET disabled = true, last_seen_at = CURRENT_TIMESTAMP"
                    + " WHERE id = ?",
                ben.value()));

    assertThat(view()).isEqualTo(View.NOTHING);
  }

  @Test
  void everybodySeesHimself() {
    accepts("nobody");

    assertThat(view(ben, ben)).isEqualTo(ONLINE);
  }

  @Test
  void severalPairsAreToldApart() {
    AccountId carl = new TestAccounts(database).create("carl");
    accepts("known");
    group(carl, ben);
    block(carl, ada);

    Sight sight = sights.look(List.of(ada, ben, carl), seen -> Set.of(ada, ben, carl));

    assertThat(sight.of(ada, ben)).isEqualTo(View.NOTHING);
    assertThat(sight.of(carl, ben)).isEqualTo(ONLINE);
    assertThat(sight.of(ben, carl)).isEqualTo(View.offline(null));
  }

  // How somebody is seen.

  @Test
  void stateIsTheMostOfAllNodes() {
    in(THERE, Activity.AWAY);
    assertThat(view()).isEqualTo(ONLINE);

    in(HERE, Activity.AWAY);
    assertThat(view()).isEqualTo(AWAY);

    choose(Choice.DND);
    assertThat(view()).isEqualTo(DND);
  }

  @Test
  void nodeWhoseLeaseIsOverDoesNotCount() {
    in(THERE, Activity.AWAY);
    expire(HERE);
    assertThat(view()).isEqualTo(AWAY);

    expire(THERE);
    assertThat(view()).isEqualTo(View.offline(null));
  }

  @Test
  void deadNodeIsSweptAndALivingOneIsNot() {
    in(THERE, Activity.AWAY);
    expire(HERE);

    int dead = database.inTransaction(presence::deleteDead);

    assertThat(dead).isEqualTo(1);
    assertThat(rows()).isEqualTo(1);
    assertThat(view()).isEqualTo(AWAY);
    assertThat(database.<Boolean>inTransaction(handle -> presence.renew(handle, HERE, LEASE)))
        .isFalse();
    assertThat(database.<Boolean>inTransaction(handle -> presence.renew(handle, THERE, LEASE)))
        .isTrue();
  }

  @Test
  void whoHasGoneWasLastSeenThen() {
    Instant before = now();
    database.useTransaction(
        handle -> {
          presence.delete(handle, HERE, List.of(ben));
          presence.seen(handle, List.of(ben, ada));
        });

    View view = view();

    assertThat(view.state()).isEqualTo(View.State.OFFLINE);
    assertThat(view.lastSeen()).isBetween(before.minusMillis(1), now());
  }

  @Test
  void choiceIsKeptAndOnlyAnotherOneIsNews() {
    assertThat(choose(Choice.INVISIBLE)).isTrue();
    assertThat(choose(Choice.INVISIBLE)).isFalse();

    assertThat(
            database.<Map<AccountId, Choice>>inTransaction(
                handle -> presence.choices(handle, List.of(ada, ben))))
        .isEqualTo(Map.of(ada, Choice.ONLINE, ben, Choice.INVISIBLE));
  }

  @Test
  void choiceAloneHidesNobodyForItsNodeTakesTheRowAway() {
    choose(Choice.INVISIBLE);

    assertThat(view()).isEqualTo(ONLINE);
  }

  private View view() {
    return view(ada, ben);
  }

  private View view(AccountId viewer, AccountId seen) {
    return sights.look(List.of(seen), account -> Set.of(viewer)).of(viewer, seen);
  }

  private void in(UUID node, Activity activity) {
    database.useTransaction(
        handle -> {
          presence.delete(handle, node, List.of(ben));
          presence.insert(handle, node, Map.of(ben, activity));
        });
  }

  private boolean choose(Choice choice) {
    return database.inTransaction(handle -> presence.choose(handle, ben, choice));
  }

  private void expire(UUID node) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE presence_node SET alive_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"
                    + " WHERE node = ?",
                node));
  }

  private int rows() {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT count(*) FROM presence").mapTo(Integer.class).one());
  }

  private Instant now() {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT CURRENT_TIMESTAMP").mapTo(Instant.class).one());
  }

  private void accepts(String whom) {
    database.useTransaction(
        handle -> handle.execute("UPDATE account SET accepts = ? WHERE id = ?", whom, ben.value()));
  }

  private void block(AccountId account, AccountId blocked) {
    database.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO block (account_id, blocked_id, at) VALUES (?, ?, CURRENT_TIMESTAMP)",
                account.value(),
                blocked.value()));
  }

  /** A conversation of the two in which nobody has written. */
  private long direct() {
    return database.inTransaction(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO conversation (kind, low_account, high_account, last_seq,"
                          + " activity, created_at)"
                          + " VALUES ('direct', ?, ?, 0, 0, CURRENT_TIMESTAMP)")
                  .bind(0, ada.value())
                  .bind(1, ben.value())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          join(handle, id, ada, ben);
          return id;
        });
  }

  private void wrote(long direct, AccountId who) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE conversation SET low_wrote = ?, high_wrote = ? WHERE id = ?",
                who.equals(ada),
                who.equals(ben),
                direct));
  }

  private void group(AccountId... members) {
    database.useTransaction(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO conversation (kind, last_seq, activity, created_at)"
                          + " VALUES ('group', 0, 0, CURRENT_TIMESTAMP)")
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          join(handle, id, members);
        });
  }

  private static void join(Handle handle, long conversation, AccountId... members) {
    for (AccountId member : members) {
      handle.execute(
          "INSERT INTO member (conversation_id, account_id) VALUES (?, ?)",
          conversation,
          member.value());
    }
  }
}
