package org.hearhear.upvote.ranking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.State;
import org.hearhear.wire.Payload;

/**
 * Reads the rankings that somebody watches, once in an interval however many votes arrive, and
 * tells the watchers of a version that is new. No hint is needed for that, so none can be lost.
 * Safe for all threads.
 */
@Singleton
public class RankingFeed {
  private final Settings settings;
  private final Rankings rankings;
  private final Hub hub;
  private final Background background;

  /** The version of which the watchers of each ranking know. */
  private final Map<Ranking, String> told = new ConcurrentHashMap<>();

  @Inject
  public RankingFeed(Settings settings, Rankings rankings, Hub hub, Background background) {
    this.settings = settings;
    this.rankings = rankings;
    this.hub = hub;
    this.background = background;
  }

  /** Begins; the clock and the background have been started. */
  public void start() {
    background.every(
        settings.get(Settings.RANKING_INTERVAL), "The reading of rankings", this::round);
  }

  /** A connection watches a ranking from now on; returns the version that it starts with. */
  public RankingVersion watch(Connection watcher, Ranking ranking) {
    hub.follow(watcher, ranking.subject());
    RankingVersion newest = rankings.newest(ranking);
    told.putIfAbsent(ranking, newest.name());
    return newest;
  }

  void round() {
    List<Ranking> watched = hub.followed(Subject.Kind.RANKING).stream().map(Ranking::of).toList();
    rankings.forgetOldBut(watched);
    told.keySet().retainAll(Set.copyOf(watched));
    watched.forEach(this::tell);
  }

  private void tell(Ranking ranking) {
    RankingVersion now = rankings.now(ranking);
    if (!now.name().equals(told.put(ranking, now.name()))) {
      List<State> news = List.of(new State(ranking, event(now)));
      hub.followers(ranking.subject()).forEach(watcher -> watcher.states(news));
    }
  }

  private static Payload event(RankingVersion version) {
    return Payload.of(
        "ranking",
        generator ->
            generator
                .write("board", version.ranking().board().toString())
                .write("order", version.ranking().order().wireName())
                .write("version", version.name()));
  }
}
