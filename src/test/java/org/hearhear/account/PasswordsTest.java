package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.hearhear.config.Settings;
import org.junit.jupiter.api.Test;

/** Argon2id, salted, and nothing else. */
class PasswordsTest {
  private final Passwords passwords = new Passwords(Settings.of(Map.of()));

  @Test
  void rightPasswordMatchesAndAnotherDoesNot() {
    String hash = passwords.hash("correct horse \ud83d\udc0e");

    assertThat(passwords.matches("correct horse \ud83d\udc0e", hash)).isTrue();
    assertThat(passwords.matches("correct horse", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
  }

  @Test
  void hashSaysHowItWasMadeAndIsSalted() {
    String one = passwords.hash("correct horse");
    String other = passwords.hash("correct horse");

    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(200);
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void hashByAnotherImplementationStillMatches() {
    // Made by password4j 1.8.4, which releases before this one used.
    String hash =
        "$argon2id$v=19$m=19456,t=2,p=1$nENWj5n2F0rMsLQZcElbKQ"
            + "$syQLfz2J6I2S6ZJzIgAGnVl3t4/kM0dsQnCBvlMq7N4";

    assertThat(passwords.matches("correct horse \ud83d\udc0e", hash)).isTrue();
    assertThat(passwords.matches("correct horse", hash)).isFalse();
  }

  @Test
  void hashOfAnotherKindIsNotTakenForAWrongPassword() {
    assertThatIllegalArgumentException().isThrownBy(() -> passwords.matches("x", "$2a$10$abc"));
  }
}
