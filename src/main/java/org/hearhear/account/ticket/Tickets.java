package org.hearhear.account.ticket;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.hearhear.account.Account;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Accounts;
import org.hearhear.account.Caller;
import org.hearhear.account.LoginSessions;
import org.hearhear.account.Passwords;
import org.hearhear.account.Tokens;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Sells tickets to applications and changes them for tokens.
 *
 * <p>Promised: a ticket is good once and for a short time, on any node; one person of one
 * application has one account, however many of his tickets come at once. Safe for all threads.
 */
@Singleton
public class Tickets {
  private final Settings settings;
  private final Database database;
  private final TicketStore store;
  private final AccountStore accountStore;
  private final Accounts accounts;
  private final LoginSessions logins;
  private final Passwords passwords;
  private final InstantSource time;

  @Inject
  public Tickets(
      Settings settings,
      Database database,
      TicketStore store,
      AccountStore accountStore,
      Accounts accounts,
      LoginSessions logins,
      Passwords passwords) {
    this(
        settings,
        database,
        store,
        accountStore,
        accounts,
        logins,
        passwords,
        InstantSource.system());
  }

  Tickets(
      Settings settings,
      Database database,
      TicketStore store,
      AccountStore accountStore,
      Accounts accounts,
      LoginSessions logins,
      Passwords passwords,
      InstantSource time) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.accountStore = accountStore;
    this.accounts = accounts;
    this.logins = logins;
    this.passwords = passwords;
    this.time = time;
  }

  /**
   * Somebody who has come in by a ticket.
   *
   * @param grant the token that he goes on with
   */
  record Admitted(Account account, LoginSessions.Grant grant) {}

  /** The application whose key this is; {@code unauthenticated} for what is no key. */
  String issuer(String key) {
    return Optional.ofNullable(settings.get(Settings.API_KEYS).get(key))
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.UNAUTHENTICATED,
                    "Send 'Authorization: Bearer' with a key of HEARHEAR_API_KEYS."));
  }

  /** A ticket for somebody, which is kept nowhere. */
  String sell(Identity identity) {
    String ticket = Tokens.make();
    Instant now = time.instant();
    database.useTransaction(
        handle -> {
          store.deleteBefore(handle, now);
          store.insert(
              handle, Tokens.hash(ticket), identity, now.plus(settings.get(Settings.TICKET_LIFE)));
        });
    return ticket;
  }

  /**
   * Changes a ticket for a token.
   *
   * @param caller who brings it, if he has a token already: where it is a token of the same person,
   *     his login session goes on and its connections stay
   */
  Admitted change(String ticket, Optional<Caller> caller, String userAgent) {
    String hash = Tokens.hash(ticket);
    Admitted admitted =
        database.inTransaction(
            handle -> {
              Identity identity =
                  store.lock(handle, hash, time.instant()).orElseThrow(Tickets::noTicket);
              store.delete(handle, hash);
              Account account = account(handle, identity);
              if (account.disabled()) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "This account is disabled here.");
              }
              return new Admitted(
                  account,
                  logins.grant(handle, account.id(), caller.map(Caller::login), userAgent));
            });
    logins.announce(admitted.grant.ended());
    return admitted;
  }

  /** The account of somebody, which is locked; made if he has none yet. */
  private Account account(Handle handle, Identity identity) {
    AccountId id =
        store
            .lockAccount(handle, identity)
            .orElseGet(
                () -> {
                  AccountId made = make(handle, identity);
                  store.assign(handle, identity, made);
                  return made;
                });
    AccountStore.lock(handle, id);
    Account account = accountStore.find(handle, id).orElseThrow();
    String displayName = identity.displayName();
    if (displayName.isEmpty() || displayName.equals(account.displayName())) {
      return account;
    }
    accounts.rename(handle, account, displayName);
    return accountStore.find(handle, id).orElseThrow();
  }

  /** Whoever is named like an administrator of the settings would be one. */
  private AccountId make(Handle handle, Identity identity) {
    return AccountNames.of(identity)
        .filter(name -> !accountStore.isAdministrator(name))
        .flatMap(
            name ->
                accounts
                    .add(
                        handle,
                        name,
                        identity.displayName().isEmpty() ? name : identity.displayName(),
                        passwords.nobodys())
                    .stream())
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.CONFLICT,
                    "No name is left for this person; let the application give another one."));
  }

  private static Refusal noTicket() {
    return Refusal.of(
        ErrorCode.UNAUTHENTICATED, "This ticket was used, or is too old; ask for a new one.");
  }
}
