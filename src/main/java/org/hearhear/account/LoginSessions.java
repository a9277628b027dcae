package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Who is signed in where. Any node can check a token, for it is in SQL; the end of a login session
 * is told to the broker after its commit. Safe for all threads.
 */
@Singleton
public class LoginSessions {
  private static final int USER_AGENT_LENGTH_MAX = 200;

  /** "Last seen" is no more exact than this, so that not every request writes. */
  private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(5);

  private static final Payload ENDED = Payload.of("ended", generator -> {});

  private final Settings settings;
  private final Database database;
  private final AccountStore accounts;
  private final LoginSessionStore store;
  private final Broker broker;
  private final InstantSource time;

  @Inject
  public LoginSessions(
      Settings settings,
      Database database,
      AccountStore accounts,
      LoginSessionStore store,
      Broker broker) {
    this(settings, database, accounts, store, broker, InstantSource.system());
  }

  LoginSessions(
      Settings settings,
      Database database,
      AccountStore accounts,
      LoginSessionStore store,
      Broker broker,
      InstantSource time) {
    this.settings = settings;
    this.database = database;
    this.accounts = accounts;
    this.store = store;
    this.broker = broker;
    this.time = time;
  }

  /**
   * Begins a login session and returns its token, which is kept nowhere; empty when the account was
   * disabled or its password changed since it was checked.
   */
  Optional<String> begin(AccountStore.WithPassword checked, String userAgent) {
    AccountId account = checked.account().id();
    List<LoginId> ended = new ArrayList<>();
    Optional<String> token =
        database.inTransaction(
            handle -> {
              if (!accounts.lockUnchanged(handle, checked)) {
                return Optional.empty();
              }
              ended.addAll(makeRoom(handle, account));
              return Optional.of(add(handle, account, userAgent));
            });
    announce(ended);
    return token;
  }

  /**
   * Begins a login session and returns its token, within a transaction that knows that the account
   * may sign in and that there is room for one more.
   */
  String add(Handle handle, AccountId account, String userAgent) {
    String token = Tokens.make();
    store.insert(handle, account, Tokens.hash(token), printable(userAgent), time.instant(), null);
    return token;
  }

  /**
   * A token for a page of another application.
   *
   * @param ended the login sessions that had to make room; announce them after the transaction
   */
  public record Grant(String token, List<LoginId> ended) {}

  /**
   * Begins a login session that ends after {@code hearhear.token.life}, or lets one go on for so
   * long from now, with another token; its connections stay. Within a transaction that has locked
   * an account that may sign in.
   *
   * @param renewed the login session to go on, if it is one of this kind and of this account
   */
  public Grant grant(
      Handle handle, AccountId account, Optional<LoginId> renewed, String userAgent) {
    String token = Tokens.make();
    Instant now = time.instant();
    Instant end = now.plus(settings.get(Settings.TOKEN_LIFE));
    if (renewed.isPresent()
        && store.renew(handle, account, renewed.get(), Tokens.hash(token), now, end)) {
      return new Grant(token, List.of());
    }
    List<LoginId> ended = makeRoom(handle, account);
    store.insert(handle, account, Tokens.hash(token), printable(userAgent), now, end);
    return new Grant(token, ended);
  }

  /** Ends what is too much for one more; within a transaction that has locked the account. */
  private List<LoginId> makeRoom(Handle handle, AccountId account) {
    store.deleteExpired(handle, account, expiry());
    List<LoginId> ended =
        store.ofAccount(handle, account).stream()
            .skip(settings.get(Settings.LOGINS) - 1L)
            .map(LoginSession::id)
            .toList();
    ended.forEach(id -> store.delete(handle, account, id));
    return ended;
  }

  /** Who presents a token; empty when it is not good (any more). */
  public Optional<Caller> find(String token) {
    Instant now = time.instant();
    return database.inTransaction(
        handle -> {
          Optional<LoginSessionStore.Found> found =
              store.findByToken(handle, Tokens.hash(token), expiry());
          found.ifPresent(
              good -> {
                if (good.lastSeenAt().plus(TOUCH_INTERVAL).isBefore(now)) {
                  store.touch(handle, good.caller().login(), now);
                }
              });
          return found.map(LoginSessionStore.Found::caller);
        });
  }

  /** A login session that is good, with what only the server knows of it. */
  Optional<LoginSessionStore.Found> find(LoginId id) {
    return database.inTransaction(handle -> store.find(handle, id, expiry()));
  }

  /** Which of the given login sessions are still good. */
  public Set<LoginId> good(Collection<LoginId> ids) {
    return database.inTransaction(handle -> store.good(handle, ids, expiry()));
  }

  /** Whose login session this is, if it is still good; within a transaction that reads more. */
  public Optional<Account> findGood(Handle handle, LoginId id) {
    return store.findGood(handle, id, expiry());
  }

  List<LoginSession> list(AccountId account) {
    return database.inTransaction(
        handle -> {
          store.deleteExpired(handle, account, expiry());
          return store.ofAccount(handle, account);
        });
  }

  /** Deletes what is left of login sessions that have ended by themselves; how many it were. */
  public int deleteExpired(int most) {
    return database.inTransaction(handle -> store.deleteExpired(handle, expiry(), most));
  }

  /** Ends one login session of an account; throws {@code not_found} when there is none. */
  void end(AccountId account, LoginId id) {
    if (!database.inTransaction(handle -> store.delete(handle, account, id))) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such login session.");
    }
    announce(List.of(id));
  }

  /** Ends all login sessions of an account, within a transaction; announce them after it. */
  List<LoginId> endAll(Handle handle, AccountId account) {
    List<LoginId> ids = store.ofAccount(handle, account).stream().map(LoginSession::id).toList();
    ids.forEach(id -> store.delete(handle, account, id));
    return ids;
  }

  /** Tells every node that these login sessions have ended. */
  public void announce(List<LoginId> ended) {
    for (LoginId id : ended) {
      broker.publish(new Publication(List.of(new Position(Subject.login(id), 0)), ENDED));
    }
  }

  private LoginSessionStore.Expiry expiry() {
    Instant now = time.instant();
    return new LoginSessionStore.Expiry(
        now.minus(settings.get(Settings.LOGIN_MAX)),
        now.minus(settings.get(Settings.LOGIN_IDLE)),
        now);
  }

  /** A header may hold anything; what is kept of it is short and printable. */
  private static String printable(String userAgent) {
    String printable = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.substring(0, Math.min(printable.length(), USER_AGENT_LENGTH_MAX));
  }
}
