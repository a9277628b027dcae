package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key has one form only, so that equal keys are equal texts. */
class KeyTest {
  private static final String CANONICAL = "0198c0de-1234-7abc-8def-0123456789ab";

  @Test
  void canonicalVersionSevenIsRead() {
    assertThat(Key.parse(CANONICAL)).hasToString(CANONICAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "0198C0DE-1234-7ABC-8DEF-0123456789AB",
        "0198c0de-1234-4abc-8def-0123456789ab",
        "0198c0de-1234-7abc-cdef-0123456789ab",
        "0198c0de-1234-7abc-0def-0123456789ab",
        "0198c0de12347abc8def0123456789ab",
        "{0198c0de-1234-7abc-8def-0123456789a",
        " 0198c0de-1234-7abc-8def-0123456789ab",
        "0198c0de-1234-7abc-8def-0123456789ag",
        "0198c0de-1234-7abc-8def0-123456789ab",
        "198c0de-1234-7abc-8def-0123456789ab0"
      })
  void anyOtherFormIsRefused(String text) {
    assertThatThrownBy(() -> Key.parse(text))
        .isInstanceOf(Refusal.class)
        .hasMessage("'key' is a UUID version 7 in lower case, made once per command.");
  }
}
