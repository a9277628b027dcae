package org.hearhear.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.hearhear.config.Setting;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * How much an account or an address may do on this node. Each method takes a token, or throws
 * {@code rate_limited} with the time until there is one. Safe for all threads.
 */
@Singleton
public class Limits {
  private final TokenBuckets<AccountId> messages;
  private final TokenBuckets<AccountId> votes;
  private final TokenBuckets<String> votesByAddress;
  private final TokenBuckets<AccountId> posts;
  private final TokenBuckets<AccountId> commands;
  private final TokenBuckets<AccountId> handshakes;
  private final TokenBuckets<String> addresses;
  private final TokenBuckets<String> callers;

  private final Newcomers newcomers;

  @Inject
  public Limits(Settings settings, Newcomers newcomers) {
    this(settings, newcomers, System::nanoTime);
  }

  Limits(Settings settings, Newcomers newcomers, LongSupplier nanoTime) {
    this.newcomers = newcomers;
    messages = buckets(settings, Settings.MESSAGE_BURST, Settings.MESSAGE_RATE, nanoTime);
    votes = buckets(settings, Settings.VOTE_BURST, Settings.VOTE_RATE, nanoTime);
    votesByAddress =
        buckets(settings, Settings.VOTE_ADDRESS_BURST, Settings.VOTE_ADDRESS_RATE, nanoTime);
    posts =
        TokenBuckets.perMinute(
            settings.get(Settings.POSTS), settings.get(Settings.BUCKETS), nanoTime);
    commands = buckets(settings, Settings.COMMAND_BURST, Settings.COMMAND_RATE, nanoTime);
    handshakes = buckets(settings, Settings.HANDSHAKE_BURST, Settings.HANDSHAKE_RATE, nanoTime);
    addresses = buckets(settings, Settings.ADDRESS_BURST, Settings.ADDRESS_RATE, nanoTime);
    callers = buckets(settings, Settings.API_BURST, Settings.API_RATE, nanoTime);
  }

  private static <K> TokenBuckets<K> buckets(
      Settings settings, Setting<Integer> burst, Setting<Integer> rate, LongSupplier nanoTime) {
    return new TokenBuckets<>(
        settings.get(burst), settings.get(rate), settings.get(Settings.BUCKETS), nanoTime);
  }

  public void message(Participant sender) {
    take(messages, sender, "You are sending messages too fast.");
  }

  /** A vote: of the account first, so that one who votes too fast takes nothing from the others. */
  public void vote(Participant voter) {
    take(votes, voter, "You are voting too fast.");
    take(votesByAddress, voter.network(), "Too many votes are coming from your address.");
  }

  /** An item for a board. */
  public void post(Participant author) {
    take(posts, author, "You are posting too fast.");
  }

  public void command(AccountId account) {
    take(commands, account, "You are asking too much too fast.");
  }

  public void handshake(AccountId account) {
    take(handshakes, account, "You are connecting too often.");
  }

  public void handshake(String address) {
    take(addresses, address, "Too many connections are being opened from your address.");
  }

  /** A call of the HTTP API, before anything is looked up for it. */
  public void call(String address) {
    take(callers, address, "Too many requests are coming from your address.");
  }

  /** A call of the HTTP API by who is signed in: one more thing that he asks for. */
  public void call(AccountId account) {
    command(account);
  }

  /** Forgets whoever has all his tokens back; the clock calls it. */
  void forgetFull() {
    for (TokenBuckets<?> buckets :
        List.of(messages, votes, votesByAddress, posts, commands, handshakes, addresses, callers)) {
      buckets.forgetFull();
    }
  }

  private void take(TokenBuckets<AccountId> buckets, Participant who, String message) {
    int cost = newcomers.cost(who);
    refuse(
        buckets.take(who.account(), cost),
        cost == 1 ? message : message + " While your account is new, it may do less.");
  }

  private static <K> void take(TokenBuckets<K> buckets, K key, String message) {
    refuse(buckets.take(key), message);
  }

  private static void refuse(Optional<Duration> wait, String message) {
    if (wait.isPresent()) {
      throw Refusal.retry(ErrorCode.RATE_LIMITED, message, wait.get());
    }
  }
}
