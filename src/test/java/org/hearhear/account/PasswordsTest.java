package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;

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
}
