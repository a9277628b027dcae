package org.hearhear.load.upvote;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.Commands;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.Received;
import org.hearhear.load.run.Opening;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Workload;

/** All visitors: they post the items, watch them and vote, and at the end somebody fetches all. */
final class UpvoteLoad implements Workload {
  private final Run run;
  private final UpvotePlan plan;
  private final Commands commands;
  private final UpvoteCounts counts = new UpvoteCounts();
  private final List<Visitor> visitors = new ArrayList<>();
  private final List<Long> items = new ArrayList<>();
  private final Map<Long, Integer> places = new HashMap<>();
  private final Tallies newest;
  private final Tallies fetched;
  private final Opening opening;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> fetchedAll = new CompletableFuture<>();
  private boolean isVoting;
  private long board;
  private final Queue<Visitor> unsubscribed = new ArrayDeque<>();
  private String watched = "";
  private int subscribed;

  UpvoteLoad(Run run, UpvotePlan plan, List<Account> accounts) {
    this.run = run;
    this.plan = plan;
    this.commands = new Commands(run.network().allocator(), 0);
    this.newest = new Tallies(plan.items());
    this.fetched = new Tallies(plan.items());
    for (int i = 0; i < plan.connections(); i++) {
      visitors.add(new Visitor(this, i, plan.items()));
    }
    this.opening =
        new Opening(
            plan.connections(), i -> open(i, accounts.get(i % accounts.size())), this::post);
  }

  /** Connects all, posts the items and watches them. */
  CompletableFuture<Void> open() {
    run.onLoop(() -> opening.start(plan.handshakes()));
    return ready;
  }

  /** Asks the server for all tallies as they are now. */
  CompletableFuture<Void> fetch() {
    run.onLoop(() -> first().write(listItems()));
    return fetchedAll;
  }

  UpvoteCounts counts() {
    return counts;
  }

  Commands commands() {
    return commands;
  }

  long itemId(int item) {
    return items.get(item);
  }

  void failed(String why) {
    run.fail(why);
  }

  void welcomed(Visitor visitor) {
    opening.opened();
  }

  void answered(Visitor visitor, Received ok) {
    if (ok.ref == Visitor.BOARDS_REF) {
      board = ok.listed.get(0).id();
      postNext();
    } else if (ok.ref >= Visitor.POST_REF) {
      places.put(ok.item, items.size());
      items.add(ok.item);
      postNext();
    } else if (ok.ref == Visitor.ITEMS_REF) {
      learn(fetched, ok);
      fetchedAll.complete(null);
    } else {
      learn(visitor.tallies(), ok);
      subscribed++;
      subscribeNext();
      if (subscribed == plan.watchers()) {
        ready.complete(null);
      }
    }
  }

  void tally(Visitor watcher, Received tally) {
    counts.tallies++;
    counts.talliesMeasured += counts.isMeasured ? 1 : 0;
    Integer item = places.get(tally.item);
    if (item != null && watcher.tallies().learn(item, tally.rev, tally.up)) {
      counts.lastNewsNanos = tally.atNanos;
    }
  }

  void acknowledged(Visitor voter, Received ok, long sentNanos) {
    counts.acknowledged++;
    counts.lastAcknowledgedNanos = ok.atNanos;
    if (counts.isMeasured) {
      counts.acknowledging.record(sentNanos, ok.atNanos);
    }
    Integer item = places.get(ok.item);
    if (item != null) {
      newest.learn(item, ok.rev, ok.up);
    }
    if (isVoting) {
      voter.voteNext();
    }
  }

  void doubledReply() {
    counts.doubledReplies++;
  }

  /** Counts of watchers that are not those of the fetch. */
  long wrongAtWatchers() {
    return watchers().stream().mapToLong(each -> fetched.different(each.tallies())).sum();
  }

  /** Counts of the fetch that are not what the voters have voted. */
  long wrongAtServer() {
    long wrong = 0;
    for (int i = 0; i < plan.items(); i++) {
      int item = i;
      long up = visitors.stream().mapToLong(each -> each.vote(item)).sum();
      wrong += up == fetched.up(item) ? 0 : 1;
    }
    return wrong;
  }

  @Override
  public void begin() {
    isVoting = true;
    visitors.subList(0, plan.voters()).forEach(Visitor::voteNext);
  }

  @Override
  public void measure(boolean on) {
    counts.isMeasured = on;
  }

  @Override
  public void end() {
    isVoting = false;
  }

  @Override
  public boolean isSettled() {
    return visitors.stream().noneMatch(Visitor::hasOpenVote)
        && watchers().stream().allMatch(each -> newest.behind(each.tallies()) == 0);
  }

  @Override
  public long acknowledged() {
    return counts.acknowledged;
  }

  @Override
  public long delivered() {
    return counts.tallies;
  }

  private List<Visitor> watchers() {
    return visitors.subList(0, plan.watchers());
  }

  private LoadConnection first() {
    return visitors.get(0).connection();
  }

  private void open(int index, Account account) {
    Visitor visitor = visitors.get(index);
    visitor.opening(
        LoadConnection.open(run.network(), run.door("upvote", account.cookie()), null, visitor));
  }

  private void post() {
    first().write(commands.other("boards", Visitor.BOARDS_REF, ""));
  }

  private void postNext() {
    if (items.size() < plan.items()) {
      long ref = Visitor.POST_REF + items.size();
      first().write(commands.post(ref, board, "Load " + items.size()));
      return;
    }
    String list =
        items.stream().map(id -> "{\"item\":\"" + id + "\"}").collect(Collectors.joining(","));
    watched = ",\"items\":[" + list + "]";
    unsubscribed.addAll(watchers());
    for (int i = 0; i < plan.handshakes(); i++) {
      subscribeNext();
    }
    if (plan.watchers() == 0) {
      ready.complete(null);
    }
  }

  /** As many at once as there were handshakes: what waits to be read has a limit. */
  private void subscribeNext() {
    Visitor next = unsubscribed.poll();
    if (next != null) {
      next.connection().write(commands.other("subscribe", Visitor.SUBSCRIBE_REF, watched));
    }
  }

  private ByteBuf listItems() {
    String rest = ",\"board\":\"" + board + "\",\"limit\":100";
    return commands.other("items", Visitor.ITEMS_REF, rest);
  }

  private void learn(Tallies tallies, Received ok) {
    for (Received.Listed each : ok.listed) {
      Integer item = places.get(each.id());
      if (item != null) {
        tallies.learn(item, each.rev(), each.up());
      }
    }
  }
}
