package org.hearhear.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.hearhear.config.Settings;

/**
 * Whose account is new. Who opens many accounts to be heard more than once has new ones; so they
 * may do less, and what they do is counted. Safe for all threads.
 */
@Singleton
public class Newcomers {
  private final Duration newFor;
  private final int cost;
  private final InstantSource time;

  @Inject
  public Newcomers(Settings settings) {
    this(settings, InstantSource.system());
  }

  public Newcomers(Settings settings, InstantSource time) {
    newFor = settings.get(Settings.NEWCOMER);
    cost = settings.get(Settings.NEWCOMER_COST);
    this.time = time;
  }

  /** Whether an account is new now; a connection may outlast that. */
  public boolean include(Participant participant) {
    return !newFor.isZero() && participant.accountCreatedAt().plus(newFor).isAfter(time.instant());
  }

  /** How many tokens one thing takes that somebody does. */
  int cost(Participant participant) {
    return include(participant) ? cost : 1;
  }
}
