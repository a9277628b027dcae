package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hearhear.it.fault.Entry.Answered;
import org.hearhear.it.fault.Fault;
import org.hearhear.it.fault.FaultProxy;

/**
 * PostgreSQL does not answer any more, and nobody is told: a cable is pulled, or a firewall drops
 * what passes. People are told to wait; when it is back, everything goes on by itself.
 */
class DatabaseOutageIT {
  private static final int PEOPLE = 3;
  private static final Duration WRITING_PAUSE = Duration.ofMillis(10);

  @OnEveryServer
  void silentDatabaseMakesWritesUnavailableUntilItIsBack(ServerKind kind) {
    Postgres postgres = Postgres.shared();
    long seed = Proof.seed();
    try (FaultProxy cable = FaultProxy.before(postgres.port(), seed);
        Server server =
            kind.start(
                Town.serverOptions()
                    .settings(postgres.freshDatabase().through(cable.port()).settings())
                    .setting("HEARHEAR_DATABASE_TIMEOUT", "1000")
                    .setting("HEARHEAR_DATABASE_WAIT", "500"));
        Town town = Town.in(server, seed, PEOPLE, WRITING_PAUSE)) {
      town.witness(
          () -> {
            town.start();
            town.awaitAnswers(5);
            int welcomes = town.welcomes();

            town.note("the cable is pulled");
            cable.make(Fault.BLACKHOLE);
            Deadline.in(Duration.ofSeconds(30))
                .until(
                    "messages and votes are refused",
                    () ->
                        refusals(town).stream().anyMatch(each -> each.client().endsWith("/dm"))
                            && refusals(town).stream()
                                .anyMatch(each -> each.client().endsWith("/vote")));
            cable.make(Fault.NONE);
            town.note("the cable is back");
            town.awaitAnswers(5);

            assertThat(refusals(town))
                .allSatisfy(
                    refusal -> {
                      assertThat(refusal.reply().getString("code")).isEqualTo("unavailable");
                      assertThat(refusal.reply().getInt("retryAfter")).isPositive();
                    });
            assertThat(town.welcomes()).as("nobody was disconnected").isEqualTo(welcomes);
            town.settleAndCheck();
          });
    }
  }

  private static List<Answered> refusals(Town town) {
    return town.history().stream()
        .filter(Answered.class::isInstance)
        .map(Answered.class::cast)
        .filter(answer -> answer.reply().getString("type").equals("error"))
        .toList();
  }
}
