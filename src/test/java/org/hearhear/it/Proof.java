package org.hearhear.it;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much the tests with faults and races do: a little in every build, and as much as is asked for
 * in a long run. Each number is a system property, {@code hearhear.proof.…}.
 */
public final class Proof {
  /** From the moment that a killed PostgreSQL listens again until everybody has an answer. */
  static final Duration RECOVERY_WITHIN = Duration.ofSeconds(5);

  private Proof() {}

  /** The seed of this run, another one each time unless it is given. */
  static long seed() {
    return Long.getLong("hearhear.proof.seed", ThreadLocalRandom.current().nextInt(1_000_000));
  }

  /** How many connections are cut at random moments, on each server. */
  static int disconnects() {
    return Integer.getInteger("hearhear.proof.disconnects", 50);
  }

  /** How often a server is killed, with each database. */
  static int serverKills() {
    return Integer.getInteger("hearhear.proof.kills", 3);
  }

  /** How often PostgreSQL is killed under a server. */
  static int databaseKills() {
    return Integer.getInteger("hearhear.proof.databaseKills", 1);
  }

  /** How often a running server is given the application anew. */
  static int redeploys() {
    return Integer.getInteger("hearhear.proof.redeploys", 12);
  }

  /** How often two changes that contradict each other are made at once. */
  public static int races() {
    return Integer.getInteger("hearhear.proof.races", 100);
  }

  /** How many people write to each other while PostgreSQL is killed. */
  static int people() {
    return Integer.getInteger("hearhear.proof.people", 3);
  }
}
