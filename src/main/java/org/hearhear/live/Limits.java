package org.hearhear.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
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
  private final TokenBuckets<AccountId> commands;
  private final TokenBuckets<AccountId> handshakes;
  private final TokenBuckets<String> addresses;
  private final TokenBuckets<String> callers;

  @Inject
  public Limits(Settings settings) {
    int most = settings.get(Settings.BUCKETS);
    messages =
        new TokenBuckets<>(
            settings.get(Settings.MESSAGE_BURST), settings.get(Settings.MESSAGE_RATE), most);
    votes =
        new TokenBuckets<>(
            settings.get(Settings.VOTE_BURST), settings.get(Settings.VOTE_RATE), most);
    commands =
        new TokenBuckets<>(
            settings.get(Settings.COMMAND_BURST), settings.get(Settings.COMMAND_RATE), most);
    handshakes =
        new TokenBuckets<>(
            settings.get(Settings.HANDSHAKE_BURST), settings.get(Settings.HANDSHAKE_RATE), most);
    addresses =
        new TokenBuckets<>(
            settings.get(Settings.ADDRESS_BURST), settings.get(Settings.ADDRESS_RATE), most);
    callers =
        new TokenBuckets<>(settings.get(Settings.API_BURST), settings.get(Settings.API_RATE), most);
  }

  public void message(AccountId account) {
    take(messages, account, "You are sending messages too fast.");
  }

  public void vote(AccountId account) {
    take(votes, account, "You are voting too fast.");
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
        List.of(messages, votes, commands, handshakes, addresses, callers)) {
      buckets.forgetFull();
    }
  }

  private static <K> void take(TokenBuckets<K> buckets, K key, String message) {
    Duration wait = buckets.take(key).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      throw Refusal.retry(ErrorCode.RATE_LIMITED, message, wait);
    }
  }
}
