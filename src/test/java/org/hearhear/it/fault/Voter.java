package org.hearhear.it.fault;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.it.Deadline;
import org.hearhear.it.Keys;

/** A client of {@code /upvote}: watches some items and votes on them, up and back, at random. */
public final class Voter extends ReturningClient {
  private final List<String> items;
  private final Duration pause;
  private final Votes votes = new Votes();
  private final Map<String, Deadline> restUntil = new HashMap<>();
  private final Map<String, Long> revs = new ConcurrentHashMap<>();
  private String epoch = "";
  private boolean subscribed;

  public Voter(
      String name,
      Address address,
      History history,
      long seed,
      List<String> items,
      Duration pause) {
    super(name, address, history, seed);
    this.items = List.copyOf(items);
    this.pause = pause;
  }

  /** The highest revision it knows of this item; for all threads. */
  public long rev(String item) {
    return revs.getOrDefault(item, 0L);
  }

  /** What it knows, once it is closed. */
  public Votes votes() {
    return votes;
  }

  @Override
  void forget() {
    votes.forget();
    revs.clear();
  }

  @Override
  JsonObject hello() {
    return Wire.JSON.createObjectBuilder().add("type", "hello").build();
  }

  @Override
  void welcomed(JsonObject welcome) {
    if (!welcome.getString("epoch").equals(epoch)) {
      epoch = welcome.getString("epoch");
      forget();
    }
    subscribed = false;
    JsonArrayBuilder watched = Wire.JSON.createArrayBuilder();
    for (String item : items) {
      watched.add(Wire.JSON.createObjectBuilder().add("item", item).add("rev", votes.rev(item)));
    }
    ask(
        "subscribe",
        Map.of("items", watched.build()),
        reply -> {
          record(new Entry.Fetched(name(), connection(), reply));
          reply.getJsonArray("tallies").getValuesAs(JsonObject.class).forEach(this::viewed);
          subscribed = true;
        });
  }

  @Override
  void received(JsonObject event) {
    switch (event.getString("type")) {
      case "tally" -> tally(event);
      case "mine" -> mine(event);
      default -> {} // Boards are not watched.
    }
  }

  @Override
  void makeDecisions() {
    for (String item : items) {
      Deadline rest = restUntil.get(item);
      if (countOpen(item) == 0 && (rest == null || rest.isPast())) {
        JsonObject vote =
            Wire.JSON
                .createObjectBuilder()
                .add("type", "vote")
                .add("item", item)
                .add("value", random().nextInt(2))
                .build();
        decide(
            item,
            Keys.next(),
            vote,
            ok -> {
              tally(ok);
              mine(ok);
            });
        restUntil.put(item, Deadline.in(pause));
      }
    }
  }

  @Override
  void tick() {}

  @Override
  boolean isComplete() {
    return subscribed;
  }

  private void viewed(JsonObject tally) {
    tally(tally);
    votes.mine(tally.getString("item"), tally.getInt("mine"), Votes.rev(tally));
  }

  private void tally(JsonObject state) {
    String item = state.getString("item");
    votes.tally(item, state);
    revs.put(item, votes.rev(item));
  }

  private void mine(JsonObject state) {
    votes.mine(state.getString("item"), state.getInt("value"), Votes.rev(state));
  }
}
