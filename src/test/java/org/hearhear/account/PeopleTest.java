package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who finds and sees whom, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PeopleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final TestDatabase kind;
  private Database database;
  private AccountStore accounts;
  private AccountWordStore words;
  private People people;
  private People knownOnly;
  private Account ada;

  PeopleTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings = Settings.of(Map.of());
    accounts = new AccountStore(settings);
    words = new AccountWordStore();
    PeopleStore store = new PeopleStore(accounts);
    people = new People(settings, database, store, words);
    Settings known = Settings.of(Map.of(Settings.PEOPLE_LISTED.name(), "known"));
    knownOnly = new People(known, database, store, words);
    ada = account("ada", "Ada Lovelace");
  }

  @AfterEach
  void close() {
    database.close();
  }

  // Finding.

  @Test
  void peopleAreFoundByTheirNameAndByEachWordOfTheirDisplayName() {
    account("ben.k", "Benjamin König");

    for (String typed : List.of("ben", "BEN.", "benjamin k", "kön", "KONIG", " König ")) {
      assertThat(found(typed)).as(typed).containsExactly("ben.k");
    }
    for (String typed : List.of("en", "k.", "nig", "könig b", "%", "ben_", "b*")) {
      assertThat(found(typed)).as(typed).isEmpty();
    }
  }

  @Test
  void peopleComeInOrderOfTheWordThatWasFoundAndOnce() {
    account("carl", "Ann Anders");
    account("anna", "Zoe");
    account("ann", "Anna Ann");
    account("berta", "Antonia");

    assertThat(found("an")).containsExactly("carl", "ann", "anna", "berta");
    assertThat(found("ann")).containsExactly("ann", "carl", "anna");
  }

  @Test
  void everybodyComesInOrderOfTheBytesOfTheNames() {
    Stream.of("ad_", "ad-z", "ad.a", "ad9", "zoe", "adz").forEach(name -> account(name, "Ä"));

    assertThat(found("")).containsExactly("ad-z", "ad.a", "ad9", "ad_", "adz", "zoe");
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "'', 3", "an, 1", "an, 2", "an, 50"})
  void pagesTogetherAreEverybodyOnce(String typed, int limit) {
    for (int i = 0; i < 9; i++) {
      account("ann" + i, "Ann Anders");
    }
    account("ann", "Anna Ann");

    List<String> all = new ArrayList<>();
    String next = "";
    boolean more;
    do {
      PeoplePage page = people.find(ada, PeopleQuery.of(typed, next, limit));
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(names(page));
      more = page.more();
      next = page.rows().get(page.rows().size() - 1).cursor().toString();
    } while (more);

    assertThat(all).hasSize(10).doesNotHaveDuplicates().contains("ann", "ann0", "ann8");
  }

  @Test
  void pageGoesOnWhereItWasWhenPeopleComeAndGo() {
    account("ben1", "Ben");
    Account second = account("ben2", "Ben");
    account("ben3", "Ben");
    PeoplePage first = people.find(ada, PeopleQuery.of("ben", "", 2));
    String next = first.rows().get(1).cursor().toString();

    disable(second);
    account("ben0", "Ben");
    account("ben4", "Ben");

    assertThat(names(people.find(ada, PeopleQuery.of("ben", next, 5))))
        .containsExactly("ben3", "ben0", "ben4");
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (String after : List.of("ada", "?.1", "YQ.x", "YQ.0", "x".repeat(401) + ".1")) {
      assertRefused(() -> PeopleQuery.of("", after, 1), ErrorCode.BAD_REQUEST);
    }
    assertRefused(() -> PeopleQuery.of("x".repeat(201), "", 1), ErrorCode.TOO_LARGE);
  }

  @Test
  void newDisplayNameIsFoundAndTheOldOneNoMore() {
    Account ben = account("ben", "Benjamin");

    database.useTransaction(
        handle -> {
          accounts.updateDisplayName(handle, ben.id(), "Wilhelm");
          words.write(handle, List.of(new AccountWordStore.Named(ben.id(), ben.name(), "Wilhelm")));
        });

    assertThat(found("wil")).containsExactly("ben");
    assertThat(found("benj")).isEmpty();
  }

  @Test
  void accountsOfAnOlderVersionAreFoundOnceTheyAreIndexed() {
    for (int i = 0; i < 401; i++) {
      unindexed("old" + i, "Vorname Nachname");
    }
    assertThat(found("nach")).isEmpty();

    int first = people.indexOutdated();
    int again = people.indexOutdated();

    assertThat(first).isEqualTo(401);
    assertThat(again).isZero();
    assertThat(found("nach")).hasSize(50);
  }

  // Whom one may write to, and see.

  /**
   * What Ben accepts, what is between him and Ada, and whether Ada finds him, sees him by his id,
   * and finds and sees him where only the known are listed.
   */
  @ParameterizedTest
  @CsvSource({
    "everyone, stranger,          true,  true,  false, false",
    "known,    stranger,          false, false, false, false",
    "nobody,   stranger,          false, false, false, false",
    "everyone, wrote to ada,      true,  true,  true,  true",
    "known,    wrote to ada,      true,  true,  true,  true",
    "nobody,   wrote to ada,      false, true,  false, true",
    "everyone, ada wrote,         true,  true,  true,  true",
    "known,    ada wrote,         false, true,  false, true",
    "nobody,   ada wrote,         false, true,  false, true",
    "everyone, shares a group,    true,  true,  true,  true",
    "known,    shares a group,    true,  true,  true,  true",
    "nobody,   shares a group,    false, true,  false, true",
    "everyone, blocked ada,       false, false, false, false",
    "known,    blocked ada,       false, false, false, false",
    "nobody,   blocked ada,       false, false, false, false",
    "everyone, ada blocked,       false, true,  false, false",
    "known,    ada blocked,       false, false, false, false",
    "nobody,   ada blocked,       false, false, false, false",
    "everyone, wrote and blocked, false, true,  false, true",
    "known,    wrote and blocked, false, true,  false, true",
    "everyone, group and blocked, false, true,  false, true",
    "everyone, wrote and ada blocked, false, true, false, true",
    "everyone, disabled,          false, false, false, false",
    "everyone, wrote and disabled, false, true, false, true",
  })
  void whoIsFoundAndSeen(
      String accepts,
      String between,
      boolean isFound,
      boolean isSeen,
      boolean isFoundAmongKnown,
      boolean isSeenAmongKnown) {
    Account ben = account("ben", "Ben");
    accepts(ben, accepts);
    for (String each : between.split(" and ", -1)) {
      relate(each, ben);
    }

    assertThat(found("be").contains("ben")).as("found by q").isEqualTo(isFound);
    assertThat(found("").contains("ben")).as("in the list").isEqualTo(isFound);
    assertThat(people.findByName(ada, "Ben").isPresent()).as("by name").isEqualTo(isFound);
    assertThat(sees(people, ben)).as("seen").isEqualTo(isSeen);
    for (String typed : List.of("", "be")) {
      assertThat(names(knownOnly.find(ada, PeopleQuery.of(typed, "", 50))).contains("ben"))
          .as("found among the known by '%s'", typed)
          .isEqualTo(isFoundAmongKnown);
    }
    assertThat(knownOnly.findByName(ada, "ben").isPresent())
        .as("whoever may be written to is reached by the whole name")
        .isEqualTo(isFound);
    assertThat(sees(knownOnly, ben)).as("seen among the known").isEqualTo(isSeenAmongKnown);
  }

  private void relate(String between, Account ben) {
    switch (between) {
      case "stranger" -> {}
      case "wrote to ada", "wrote" -> direct(ben, true);
      case "ada wrote" -> direct(ben, false);
      case "shares a group", "group" -> group(ada, ben);
      case "blocked ada", "blocked" -> block(ben, ada);
      case "ada blocked" -> block(ada, ben);
      case "disabled" -> disable(ben);
      default -> throw new IllegalArgumentException(between);
    }
  }

  @Test
  void whoWroteIsTheOtherOneWhicheverAccountIsOlder() {
    Account zoe = account("zoe", "Zoe");
    accepts(zoe, "known");
    accepts(ada, "known");
    direct(zoe, true);

    assertThat(found("zoe")).containsExactly("zoe");
    assertThat(names(people.find(zoe, PeopleQuery.of("ada", "", 5)))).isEmpty();
  }

  @Test
  void oneselfIsSeenAndNotListed() {
    assertThat(found("ada")).isEmpty();
    assertThat(people.findByName(ada, "ada")).isEmpty();
    assertThat(people.visible(ada, ada.id()).person().name()).isEqualTo("ada");
  }

  @Test
  void groupOfOthersMakesNobodyKnown() {
    Account ben = account("ben", "Ben");
    Account cem = account("cem", "Cem");
    group(ben, cem);
    accepts(ben, "known");

    assertThat(found("ben")).isEmpty();
    assertThat(sees(people, ben)).isFalse();
  }

  @Test
  void whatIsNoNameIsNobodys() {
    for (String name : List.of("a", "a\u0000b", "ad%", "x".repeat(64))) {
      assertThat(people.findByName(ada, name)).isEmpty();
    }
  }

  @Test
  void moderatorSeesEverybodyAndListsStrangers() {
    database.useTransaction(handle -> accounts.updateRole(handle, ada.id(), Role.MODERATOR));
    Account moderator =
        database.inTransaction(handle -> accounts.find(handle, ada.id()).orElseThrow());
    Account ben = account("ben", "Ben");
    Account cem = account("cem", "Cem");
    disable(cem);
    block(ben, ada);

    assertThat(people.visible(moderator, ben.id()).person().name()).isEqualTo("ben");
    assertThat(people.visible(moderator, cem.id()).person().name()).isEqualTo("cem");
    assertThat(names(people.accounts(PeopleQuery.of("", "", 50))))
        .containsExactly("ada", "ben", "cem");
    assertThat(names(people.accounts(PeopleQuery.of("cem", "", 50)))).containsExactly("cem");
    account("dan", "Dan");
    assertThat(names(knownOnly.find(moderator, PeopleQuery.of("", "", 50)))).containsExactly("dan");
  }

  @Test
  void pictureIsNamedWhereThereIsOne() {
    Account ben = account("ben", "Ben");
    UUID picture = UUID.randomUUID();
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE account SET picture = ? WHERE id = ?", picture, ben.id().value()));

    assertThat(people.visible(ada, ben.id()).picture()).contains(picture);
    assertThat(people.visible(ada, ada.id()).picture()).isEmpty();
    assertThat(people.findByName(ada, "ben").orElseThrow().picture()).contains(picture);
  }

  private List<String> found(String typed) {
    return names(people.find(ada, PeopleQuery.of(typed, "", 50)));
  }

  private static List<String> names(PeoplePage page) {
    return page.rows().stream().map(found -> found.account().name()).toList();
  }

  private boolean sees(People who, Account other) {
    try {
      who.visible(ada, other.id());
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
      return false;
    }
  }

  private Account account(String name, String displayName) {
    AccountId id = unindexed(name, displayName);
    return database.inTransaction(
        handle -> {
          words.write(handle, List.of(new AccountWordStore.Named(id, name, displayName)));
          return accounts.find(handle, id).orElseThrow();
        });
  }

  private AccountId unindexed(String name, String displayName) {
    return database.inTransaction(
        handle -> accounts.insert(handle, name, displayName, "none", NOW).orElseThrow());
  }

  private void accepts(Account account, String accepts) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE account SET accepts = ? WHERE id = ?", accepts, account.id().value()));
  }

  private void disable(Account account) {
    database.useTransaction(handle -> accounts.updateDisabled(handle, account.id(), true));
  }

  private void block(Account account, Account blocked) {
    database.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO block (account_id, blocked_id, at) VALUES (?, ?, ?)",
                account.id().value(),
                blocked.id().value(),
                NOW));
  }

  /** A conversation of Ada and somebody younger, in which one of them has written. */
  private void direct(Account other, boolean otherWrote) {
    conversation(
        "INSERT INTO conversation (kind, low_account, high_account, low_wrote, high_wrote,"
            + " last_seq, activity, created_at) VALUES ('direct', ?, ?, ?, ?, 1, 0, ?)",
        List.of(ada, other),
        ada.id().value(),
        other.id().value(),
        !otherWrote,
        otherWrote,
        NOW);
  }

  private void group(Account... members) {
    conversation(
        "INSERT INTO conversation (kind, title, owner_id, last_seq, activity, created_at)"
            + " VALUES ('group', 'Walks', ?, 0, 0, ?)",
        List.of(members),
        members[0].id().value(),
        NOW);
  }

  private void conversation(String sql, List<Account> members, Object... values) {
    database.useTransaction(
        handle -> {
          var insert = handle.createUpdate(sql);
          for (int i = 0; i < values.length; i++) {
            insert.bind(i, values[i]);
          }
          long id = insert.executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
          for (Account member : members) {
            handle.execute(
                "INSERT INTO member (conversation_id, account_id) VALUES (?, ?)",
                id,
                member.id().value());
          }
        });
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
