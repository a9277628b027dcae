package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An epoch is replaced when it turns out to be void, and not at anybody's pleasure. */
class IncarnationTest {
  private final Incarnation incarnation = new Incarnation();

  @ParameterizedTest
  @EnumSource
  void epochIsReplacedOnceInAWhile(TestDatabase kind) {
    Database database = kind.open(Map.of());
    UUID first = database.inTransaction(incarnation::epoch);

    boolean unknown = database.inTransaction(handle -> incarnation.renew(handle, new UUID(0, 0)));
    boolean renewed = database.inTransaction(handle -> incarnation.renew(handle, first));
    UUID second = database.inTransaction(incarnation::epoch);
    boolean tooSoon = database.inTransaction(handle -> incarnation.renew(handle, second));
    database.useTransaction(
        handle ->
            handle.execute("UPDATE incarnation SET renewed_at = TIMESTAMP '2020-01-01 00:00'"));
    boolean later = database.inTransaction(handle -> incarnation.renew(handle, second));

    assertThat(unknown).isFalse();
    assertThat(renewed).isTrue();
    assertThat(second).isNotEqualTo(first);
    assertThat(tooSoon).isFalse();
    assertThat(later).isTrue();
    database.close();
  }
}
