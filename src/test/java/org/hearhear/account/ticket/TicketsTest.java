package org.hearhear.account.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.account.Account;
import org.hearhear.account.AccountStore;
import org.hearhear.account.AccountWordStore;
import org.hearhear.account.Accounts;
import org.hearhear.account.Caller;
import org.hearhear.account.LoginSessionStore;
import org.hearhear.account.LoginSessions;
import org.hearhear.account.Passwords;
import org.hearhear.account.Role;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Coming in by tickets, on both databases and with a clock that the test sets. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TicketsTest {
  private static final String KEY = "0123456789abcdef0123456789ABCDEF";

  private final TestDatabase kind;
  private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private Database database;
  private LoginSessions logins;
  private Accounts accounts;
  private Tickets tickets;

  TicketsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings =
        Settings.of(
            Map.of(
                Settings.API_KEYS.name(), "portal=" + KEY + ", wiki=" + KEY.replace('0', '9'),
                Settings.TICKET_LIFE.name(), "60000",
                Settings.TOKEN_LIFE.name(), "10",
                Settings.ADMINISTRATORS.name(), "boss"));
    AccountStore store = new AccountStore(settings);
    logins =
        new LoginSessions(
            settings, database, store, new LoginSessionStore(store), new LocalBroker());
    Passwords passwords = new Passwords(settings);
    accounts = new Accounts(settings, database, store, new AccountWordStore(), logins, passwords);
    tickets =
        new Tickets(
            settings, database, new TicketStore(), store, accounts, logins, passwords, () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keyNamesItsApplication() {
    assertThat(tickets.issuer(KEY)).isEqualTo("portal");
    assertThat(tickets.issuer(KEY.replace('0', '9'))).isEqualTo("wiki");
    assertRefused(ErrorCode.UNAUTHENTICATED, () -> tickets.issuer(KEY.substring(1)));
  }

  @Test
  void firstTicketMakesTheAccountAndTheNextFindsIt() {
    Tickets.Admitted first = comeIn("portal", "17", "Ada", "Ada Lovelace");
    Tickets.Admitted next = comeIn("portal", "17", "", "");

    assertThat(first.account().name()).isEqualTo("ada");
    assertThat(first.account().displayName()).isEqualTo("Ada Lovelace");
    assertThat(next.account()).isEqualTo(first.account());
    assertThat(find(next)).contains(first.account().id());
  }

  @Test
  void sameWordOfAnotherApplicationIsAnotherPerson() {
    AccountId portal = comeIn("portal", "17", "ada", "").account().id();

    assertThat(comeIn("wiki", "17", "ada", "").account().id()).isNotEqualTo(portal);
  }

  @Test
  void applicationSaysHowSomebodyIsShown() {
    comeIn("portal", "17", "ada", "Ada Byron");

    assertThat(comeIn("portal", "17", "ada", "Ada Lovelace").account().displayName())
        .isEqualTo("Ada Lovelace");
  }

  @Test
  void ticketIsGoodOnce() {
    String ticket = tickets.sell(new Identity("portal", "17", "", ""));
    tickets.change(ticket, Optional.empty(), "");

    assertRefused(ErrorCode.UNAUTHENTICATED, () -> tickets.change(ticket, Optional.empty(), ""));
  }

  @Test
  void ticketThatIsTooOldIsNotGood() {
    String ticket = tickets.sell(new Identity("portal", "17", "", ""));
    now = now.plus(Duration.ofSeconds(60));

    assertRefused(ErrorCode.UNAUTHENTICATED, () -> tickets.change(ticket, Optional.empty(), ""));
  }

  @Test
  void tokenIsRenewedInItsLoginSession() {
    Tickets.Admitted first = comeIn("portal", "17", "ada", "");
    Caller caller = logins.find(first.grant().token()).orElseThrow();

    Tickets.Admitted renewed =
        tickets.change(tickets.sell(new Identity("portal", "17", "", "")), Optional.of(caller), "");

    assertThat(logins.find(first.grant().token())).isEmpty();
    assertThat(logins.find(renewed.grant().token()).orElseThrow().login())
        .isEqualTo(caller.login());
  }

  @Test
  void ticketOfAnotherPersonBeginsALoginSessionOfHis() {
    Tickets.Admitted ada = comeIn("portal", "17", "ada", "");
    Caller caller = logins.find(ada.grant().token()).orElseThrow();

    Tickets.Admitted ben =
        tickets.change(
            tickets.sell(new Identity("portal", "18", "ben", "")), Optional.of(caller), "");

    assertThat(find(ben)).contains(ben.account().id());
    assertThat(find(ada)).contains(ada.account().id());
  }

  @Test
  void whoIsDisabledDoesNotComeIn() {
    AccountId id = comeIn("portal", "17", "ada", "").account().id();
    database.useTransaction(
        handle -> handle.execute("UPDATE account SET disabled = true WHERE id = ?", id.value()));

    assertRefused(ErrorCode.FORBIDDEN, () -> comeIn("portal", "17", "ada", ""));
  }

  @Test
  void nameOfAnotherOrOfAnAdministratorIsNotGiven() {
    comeIn("portal", "17", "ada", "");

    Account second = comeIn("portal", "18", "ada", "").account();
    Account boss = comeIn("portal", "19", "Boss", "").account();

    assertThat(second.name()).matches("ada-\\d+");
    assertThat(boss.name()).matches("boss-\\d+");
    assertThat(boss.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void nameIsMadeOfWhateverTheApplicationHas() {
    assertThat(comeIn("portal", "grace.hopper@navy.example", "", "").account().name())
        .isEqualTo("grace.hopper");
    assertThat(comeIn("portal", "7", "", "").account().name()).isEqualTo("person-7");
    assertThat(comeIn("portal", "Þór Ægisson", "", "").account().name()).matches("[a-z0-9._-]+");
    assertThat(comeIn("portal", "x".repeat(255), "", "").account().name()).hasSize(24);
  }

  @Test
  void ticketsThatComeAtOnceMakeOneAccount() throws Exception {
    List<String> bought =
        IntStream.range(0, 8)
            .mapToObj(i -> tickets.sell(new Identity("portal", "17", "ada", "")))
            .toList();
    Set<AccountId> accountsMade = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(bought.size());
    try {
      for (Future<Tickets.Admitted> admitted :
          threads.invokeAll(
              bought.stream()
                  .<Callable<Tickets.Admitted>>map(
                      ticket -> () -> tickets.change(ticket, Optional.empty(), ""))
                  .toList())) {
        accountsMade.add(admitted.get().account().id());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(accountsMade).hasSize(1);
  }

  private Tickets.Admitted comeIn(String issuer, String subject, String name, String displayName) {
    return tickets.change(
        tickets.sell(new Identity(issuer, subject, name, displayName)), Optional.empty(), "");
  }

  private Optional<AccountId> find(Tickets.Admitted admitted) {
    return logins.find(admitted.grant().token()).map(caller -> caller.account().id());
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::code)
        .isEqualTo(code);
  }
}
