package org.hearhear.account.ticket;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;
import org.hearhear.account.Accounts;

/** Names for accounts that nobody has chosen one for. */
final class AccountNames {
  private static final int LENGTH_MAX = 24;
  private static final int LENGTH_MIN = 3;
  private static final int TRIES_MAX = 8;
  private static final int ENDINGS = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AccountNames() {}

  /** What somebody could be called: first as he would like it, then with a number behind it. */
  static Stream<String> of(Identity identity) {
    String wanted = identity.name().isEmpty() ? identity.subject() : identity.name();
    String stem = stem(wanted.contains("@") ? wanted.substring(0, wanted.indexOf('@')) : wanted);
    return Stream.concat(
        Stream.of(stem),
        Stream.generate(() -> stem + "-" + RANDOM.nextInt(ENDINGS)).limit(TRIES_MAX));
  }

  private static String stem(String wanted) {
    String fitting =
        Accounts.folded(wanted)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^-+", "");
    String cut = fitting.substring(0, Math.min(fitting.length(), LENGTH_MAX));
    return cut.length() < LENGTH_MIN ? "person" + (cut.isEmpty() ? "" : "-" + cut) : cut;
  }
}
