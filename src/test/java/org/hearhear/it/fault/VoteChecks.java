package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.hearhear.it.fault.Entry.Answered;
import org.hearhear.it.fault.Entry.Fetched;
import org.hearhear.it.fault.Entry.Received;
import org.hearhear.it.fault.Entry.Sent;

/**
 * Compares a history of {@code /upvote}, in which every vote has got its answer, with what is
 * stored: all votes are done once more in the order of their revisions, and every count and every
 * own vote that anybody was told, and that is stored, must be the one that comes out. For one use.
 */
public final class VoteChecks {
  /** Revision of an item that nobody has voted on. */
  private static final long FIRST_REV = 1;

  /** What a vote was answered with. */
  private record Vote(String account, int value, JsonObject reply) {}

  /** What somebody was told of his own vote. */
  private record Mine(String account, int value, long rev, Entry entry) {}

  private final List<Entry> history;
  private final List<StoredVotes> stored;
  private final Lies lies = new Lies();
  private final Map<String, String> accounts;
  private final Map<String, Answered> answers = new HashMap<>();

  /** The counts that anybody was told, by item and revision. */
  private final Map<List<Object>, String> tallies = new HashMap<>();

  private VoteChecks(List<Entry> history, List<StoredVotes> stored) {
    this.history = history;
    this.stored = stored;
    this.accounts = History.accounts(history);
  }

  /** What cannot be true of these items, on which nobody else has voted. */
  public static Lies find(List<Entry> history, List<StoredVotes> stored, List<String> items) {
    VoteChecks checks = new VoteChecks(history, stored);
    checks.everyVoteHasOneAnswer();
    checks.whatCameLaterIsLater();
    checks.oneRevisionIsOneTally();
    items.forEach(checks::recount);
    return checks.lies;
  }

  private void everyVoteHasOneAnswer() {
    Set<String> open = new HashSet<>();
    for (Entry entry : history) {
      if (entry instanceof Sent sent) {
        open.add(sent.key());
      } else if (entry instanceof Answered answer && answer.isOk()) {
        open.remove(answer.key());
        Answered first = answers.putIfAbsent(answer.key(), answer);
        if (first != null && !what(first).equals(what(answer))) {
          lies.found("two answers to one vote", first, answer);
        }
      } else if (entry instanceof Answered answer && answer.isFinal()) {
        lies.found("refused", answer);
      }
    }
    open.forEach(key -> lies.found("never answered", key));
  }

  private static List<Object> what(Answered answer) {
    JsonObject reply = answer.reply();
    return List.of(
        reply.getString("item"),
        reply.getInt("value"),
        reply.getInt("up"),
        reply.getInt("down"),
        Votes.rev(reply));
  }

  /** A vote that was first sent after the {@code ok} of another one has no lower revision. */
  private void whatCameLaterIsLater() {
    Map<String, Long> acknowledged = new HashMap<>();
    Set<String> begun = new HashSet<>();
    for (Entry entry : history) {
      if (entry instanceof Answered answer && answer.isOk()) {
        acknowledged.merge(answer.reply().getString("item"), Votes.rev(answer.reply()), Math::max);
      } else if (entry instanceof Sent sent && begun.add(sent.key())) {
        Answered answer = answers.get(sent.key());
        long before = acknowledged.getOrDefault(sent.command().getString("item"), 0L);
        if (answer != null && Votes.rev(answer.reply()) < before) {
          lies.found("out of order", sent, answer, before);
        }
      }
    }
  }

  private void oneRevisionIsOneTally() {
    for (Entry entry : history) {
      if (entry instanceof Answered answer && answer.isOk()) {
        tally(answer.reply());
      } else if (entry instanceof Received received && received.event().containsKey("up")) {
        tally(received.event());
      } else if (entry instanceof Fetched fetched && fetched.reply().containsKey("tallies")) {
        fetched.reply().getJsonArray("tallies").getValuesAs(JsonObject.class).forEach(this::tally);
      }
    }
  }

  private void tally(JsonObject state) {
    if (state.getInt("up") < 0 || state.getInt("down") < 0) {
      lies.found("a negative count", state);
    }
    List<Object> revision = List.of(state.getString("item"), Votes.rev(state));
    String counts = state.getInt("up") + " up, " + state.getInt("down") + " down";
    String other = tallies.putIfAbsent(revision, counts);
    if (other != null && !other.equals(counts)) {
      lies.found("one revision, two tallies", revision, other, counts);
    }
  }

  private void recount(String item) {
    Map<String, Integer> votes = new HashMap<>();
    NavigableMap<Long, List<Vote>> byRev = byRev(item);
    List<Mine> told = told(item);
    if (!byRev.containsKey(FIRST_REV)) {
      byRev.put(FIRST_REV, List.of());
    }
    byRev.forEach(
        (rev, group) -> {
          recount(item, rev, group, votes);
          compare(item, rev, told, votes);
        });
    told.stream()
        .filter(mine -> !byRev.containsKey(mine.rev))
        .forEach(mine -> lies.found("an own vote of a revision that nobody made", item, mine));
    tallies.keySet().stream()
        .filter(each -> each.get(0).equals(item) && !byRev.containsKey(each.get(1)))
        .forEach(each -> lies.found("a tally of a revision that nobody made", each));
    int up = count(votes, 1);
    int down = count(votes, -1);
    long rev = byRev.lastKey();
    for (StoredVotes each : stored) {
      Votes view = each.votes();
      if (view.up(item) != up || view.down(item) != down || view.rev(item) != rev) {
        lies.found("a wrong count is stored", item, each.account(), view.json(), up, down, rev);
      }
      if (view.mine(item) != votes.getOrDefault(each.account(), 0)) {
        lies.found("another vote is stored", item, each.account(), view.json(), votes);
      }
    }
    long own = stored.stream().filter(each -> each.votes().mine(item) == 1).count();
    if (stored.stream().anyMatch(each -> each.votes().up(item) != own)) {
      lies.found("the count is not that of the stored votes", item, own);
    }
  }

  /** Of the votes of one revision one has made it; the others found nothing to change. */
  private void recount(String item, long rev, List<Vote> group, Map<String, Integer> votes) {
    Set<List<Object>> changes = new LinkedHashSet<>();
    for (Vote vote : group) {
      if (votes.getOrDefault(vote.account, 0) != vote.value) {
        changes.add(List.of(vote.account, vote.value));
      }
    }
    if (changes.size() != (rev == FIRST_REV ? 0 : 1)) {
      lies.found("a revision for not just one change", item, rev, group);
    }
    for (Vote vote : group) {
      votes.put(vote.account, vote.value);
    }
    for (Vote vote : group) {
      JsonObject reply = vote.reply;
      if (reply.getInt("up") != count(votes, 1) || reply.getInt("down") != count(votes, -1)) {
        lies.found("a wrong count", item, reply, votes);
      }
    }
  }

  private void compare(String item, long rev, List<Mine> told, Map<String, Integer> votes) {
    for (Mine mine : told) {
      if (mine.rev == rev && mine.value != votes.getOrDefault(mine.account, 0)) {
        lies.found("a wrong own vote", item, mine, votes);
      }
    }
  }

  private List<Mine> told(String item) {
    List<Mine> told = new ArrayList<>();
    for (Entry entry : history) {
      String account = accounts.getOrDefault(entry.client(), "");
      if (entry instanceof Received received && received.event().getString("type").equals("mine")) {
        addIfOf(item, received.event(), "value", account, entry, told);
      } else if (entry instanceof Fetched fetched && fetched.reply().containsKey("tallies")) {
        fetched
            .reply()
            .getJsonArray("tallies")
            .getValuesAs(JsonObject.class)
            .forEach(each -> addIfOf(item, each, "mine", account, entry, told));
      }
    }
    return told;
  }

  private static void addIfOf(
      String item, JsonObject state, String field, String account, Entry entry, List<Mine> told) {
    if (state.getString("item").equals(item)) {
      told.add(new Mine(account, state.getInt(field), Votes.rev(state), entry));
    }
  }

  private NavigableMap<Long, List<Vote>> byRev(String item) {
    NavigableMap<Long, List<Vote>> byRev = new TreeMap<>();
    for (Answered answer : answers.values()) {
      JsonObject reply = answer.reply();
      if (reply.getString("item").equals(item)) {
        Vote vote =
            new Vote(accounts.getOrDefault(answer.client(), ""), reply.getInt("value"), reply);
        byRev.computeIfAbsent(Votes.rev(reply), absent -> new ArrayList<>()).add(vote);
      }
    }
    return byRev;
  }

  private static int count(Map<String, Integer> votes, int value) {
    return (int) votes.values().stream().filter(vote -> vote == value).count();
  }
}
