package org.hearhear.journal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hearhear.account.TestAccounts;
import org.hearhear.journal.AppliedStore.Applied;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applied commands are remembered with their replies, and forgotten in small steps. */
class AppliedStoreTest {
  private static final Instant NOW = Instant.parse("2030-01-31T00:00:00Z");
  private static final Applied DONE =
      new Applied("digest", (JsonObject) Json.read("{\"value\":1}"));

  private final AppliedStore store = new AppliedStore();

  @ParameterizedTest
  @EnumSource
  void onlyWhatIsTooOldIsForgottenAndNoMoreAtOnceThanAsked(TestDatabase kind) {
    Database database = kind.open(Map.of());
    AccountId ada = new TestAccounts(database).create("ada");
    AccountId ben = new TestAccounts(database).create("ben");
    Key shared = key();
    Key one = key();
    Key other = key();
    Set<AppliedStore.Id> old =
        Set.of(
            new AppliedStore.Id(ada, shared),
            new AppliedStore.Id(ada, one),
            new AppliedStore.Id(ada, other));
    Set<AppliedStore.Id> recent =
        Set.of(new AppliedStore.Id(ben, shared), new AppliedStore.Id(ada, key()));
    insert(database, old, NOW.minus(Duration.ofDays(31)));
    insert(database, recent, NOW);
    Instant oldest = NOW.minus(Duration.ofDays(30));

    List<Integer> deleted =
        List.of(delete(database, oldest), delete(database, oldest), delete(database, oldest));

    assertThat(deleted).containsExactly(2, 1, 0);
    Set<AppliedStore.Id> all = new HashSet<>(old);
    all.addAll(recent);
    assertThat(find(database, all))
        .allMatch(found -> found.applied().equals(DONE))
        .extracting(AppliedStore.Found::id)
        .containsExactlyInAnyOrderElementsOf(recent);
    database.close();
  }

  private int delete(Database database, Instant oldest) {
    return database.inTransaction(handle -> store.deleteBefore(handle, oldest, 2));
  }

  private void insert(Database database, Set<AppliedStore.Id> ids, Instant at) {
    database.useTransaction(
        handle -> {
          Pipeline pipeline = new Pipeline(handle);
          ids.forEach(id -> store.insert(pipeline, Map.of(id, DONE), at));
          pipeline.run();
        });
  }

  private List<AppliedStore.Found> find(Database database, Set<AppliedStore.Id> ids) {
    return database.inTransaction(
        handle -> {
          Pipeline pipeline = new Pipeline(handle);
          Pipeline.Rows<AppliedStore.Found> found = store.find(pipeline, ids);
          pipeline.run();
          return found.get();
        });
  }

  private static Key key() {
    return new Key(UUID.randomUUID());
  }
}
