package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.hearhear.it.fault.Address;
import org.hearhear.it.fault.Entry;
import org.hearhear.it.fault.Fault;
import org.hearhear.it.fault.FaultProxy;
import org.hearhear.it.fault.History;
import org.hearhear.it.fault.MessageChecks;
import org.hearhear.it.fault.Messenger;
import org.hearhear.it.fault.ReturningClient;
import org.hearhear.it.fault.StoredMessages;
import org.hearhear.it.fault.StoredVotes;
import org.hearhear.it.fault.VoteChecks;
import org.hearhear.it.fault.Voter;

/**
 * People who write to each other and vote, each client behind a proxy of its own, and what they
 * have seen. The first one has two clients at each endpoint; the last one does not wait for answers
 * before he writes on. For one test thread.
 */
final class Town implements AutoCloseable {
  /** Many connections of one person, and clients that are back soon. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "HEARHEAR_LIMIT_CONNECTIONS", "500",
          "HEARHEAR_RECONNECT_WITHIN", "100",
          "HEARHEAR_HEARTBEAT", "500",
          "HEARHEAR_SILENCE", "10000");

  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final int ITEMS = 3;
  private static final int HASTY_WINDOW = 8;
  private static final Duration VOTING_PAUSE = Duration.ofMillis(20);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
  private static final int SLOW_MILLIS_MAX = 800;
  private static final int CUT_BYTES_MAX = 3_000;
  private static final String EVERYBODY = "everybody";

  private final long seed;
  private final Random random;
  private final URI base;
  private final History history = new History();
  private final List<Person> people = new ArrayList<>();
  private final List<String> items = new ArrayList<>();
  private final List<Seat<Messenger>> messengers = new ArrayList<>();
  private final List<Seat<Voter>> voters = new ArrayList<>();

  /** A client, whose it is, and what stands between it and the server. */
  private record Seat<C extends ReturningClient>(C client, Person person, FaultProxy proxy) {}

  private Town(URI base, long seed) {
    this.base = base;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** What a town's server must be started with. */
  static ServerOptions serverOptions() {
    return ServerOptions.at("/").withoutRatesForPeople().settings(SETTINGS);
  }

  /** People who only vote; nobody does before {@link #start}. */
  static Town ofVoters(Server server, long seed, int size, int items, Duration votingPause) {
    Town town = settled(server, seed, size, items);
    town.people.forEach(person -> town.addVoter(person, "vote", votingPause));
    return town;
  }

  private static Town settled(Server server, long seed, int size, int items) {
    Town town = new Town(server.baseUri("/"), seed);
    for (int i = 0; i < size; i++) {
      town.people.add(Person.signUp(town.base, "p" + i));
    }
    town.post(items);
    return town;
  }

  /** Everybody comes, and nobody says anything before {@link #start}. */
  static Town in(Server server, long seed, int size, Duration writingPause) {
    Town town = settled(server, seed, size, ITEMS);
    for (Person person : town.people) {
      boolean first = person.equals(town.people.get(0));
      boolean last = person.equals(town.people.get(size - 1));
      town.addMessenger(person, "dm", town.others(person), last ? HASTY_WINDOW : 1, writingPause);
      town.addVoter(person, "vote", VOTING_PAUSE);
      if (first) {
        town.addMessenger(person, "dm2", List.of(), 1, writingPause);
        town.addVoter(person, "vote2", VOTING_PAUSE);
      }
    }
    return town;
  }

  /** Does it, and then says by which seed it is done again if it fails, and what was seen. */
  void witness(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException | AssertionError failure) {
      Path file = Path.of("target/it/history-" + seed + ".txt").toAbsolutePath();
      history.write(file);
      throw new AssertionError(
          "With -Dhearhear.proof.seed=" + seed + ", history in " + file, failure);
    }
  }

  void start() {
    clients().forEach(ReturningClient::start);
    clients().forEach(client -> client.decide(true));
  }

  /** Returns when every client that writes or votes has got this many answers more. */
  void awaitAnswers(int more) {
    List<Integer> enough = busy().map(client -> client.answers() + more).toList();
    List<ReturningClient> busy = busy().toList();
    Deadline.in(SETTLED_WITHIN)
        .until(
            more + " more answers for everybody",
            () -> {
              clients().forEach(ReturningClient::check);
              for (int i = 0; i < busy.size(); i++) {
                if (busy.get(i).answers() < enough.get(i)) {
                  return false;
                }
              }
              return true;
            });
  }

  /** How many messages have been acknowledged so far. */
  int messages() {
    return messengers.stream().mapToInt(seat -> seat.client.answers()).sum();
  }

  /** How many votes have been acknowledged so far. */
  int votes() {
    return voters.stream().mapToInt(seat -> seat.client.answers()).sum();
  }

  /** How often everybody has come so far. */
  int welcomes() {
    return clients().mapToInt(ReturningClient::welcomes).sum();
  }

  void note(String what) {
    history.add(new Entry.Made(EVERYBODY, what));
  }

  List<Entry> history() {
    return history.entries();
  }

  /** Cuts one client, somewhere and somehow, and returns when it is back. */
  void disconnectSomebody() {
    List<Seat<? extends ReturningClient>> seats =
        Stream.<Seat<? extends ReturningClient>>concat(messengers.stream(), voters.stream())
            .toList();
    Seat<? extends ReturningClient> seat = seats.get(random.nextInt(seats.size()));
    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
    int millis = random.nextInt(SLOW_MILLIS_MAX);
    int bytes = random.nextInt(CUT_BYTES_MAX);
    history.add(
        new Entry.Made(seat.client.name(), fault + " " + millis + " ms, " + bytes + " bytes"));
    int before = seat.client.welcomes();
    switch (fault) {
      case RESET, HALF_CLOSE_TO_CLIENT, HALF_CLOSE_TO_SERVER -> seat.proxy.make(fault);
      case NONE, LATENCY, SLICES -> {
        seat.proxy.make(fault);
        seat.proxy.cutAfter(bytes);
      }
      case BLACKHOLE, STALLED_READER -> {
        seat.proxy.make(fault);
        Deadline.in(Duration.ofMillis(millis)).pass();
        seat.proxy.make(Fault.RESET);
      }
    }
    Deadline.in(SETTLED_WITHIN)
        .until(seat.client.name() + " is back", () -> seat.client.welcomes() > before);
    seat.proxy.make(Fault.NONE);
  }

  /** Lets everybody come to an end, and compares all that was seen with what is stored. */
  void settleAndCheck() {
    clients().forEach(client -> client.decide(false));
    Deadline.in(SETTLED_WITHIN)
        .until(
            "every command is answered",
            () -> {
              clients().forEach(ReturningClient::check);
              return clients().allMatch(ReturningClient::isIdle);
            });
    List<StoredMessages> messages =
        people.stream().map(person -> StoredMessages.fetch(address(person, "dm", base))).toList();
    List<StoredVotes> votes =
        people.stream().map(person -> StoredVotes.fetch(address(person, "upvote", base))).toList();

    awaitEverythingHasArrived(messages, votes);
    clients().forEach(ReturningClient::close);

    MessageChecks.find(of("/dm"), messages).assertNone();
    VoteChecks.find(of("/vote"), votes, items).assertNone();
    VoteLogs.of(people.get(0), base, items).assertRecountedWith(of("/vote"));
    for (Seat<Messenger> seat : messengers) {
      assertThat(seat.client.messages().json())
          .as("what %s knows", seat.client.name())
          .isEqualTo(messages.get(people.indexOf(seat.person)).messages().json());
    }
    for (Seat<Voter> seat : voters) {
      assertThat(seat.client.votes().json())
          .as("what %s knows", seat.client.name())
          .isEqualTo(votes.get(people.indexOf(seat.person)).votes().json());
    }
  }

  @Override
  public void close() {
    Stream.concat(messengers.stream(), voters.stream()).forEach(seat -> seat.proxy.close());
    clients().forEach(ReturningClient::end);
  }

  /** What is under way is late, but not lost: there is nothing to wait for but its arrival. */
  private void awaitEverythingHasArrived(List<StoredMessages> messages, List<StoredVotes> votes) {
    Deadline deadline = Deadline.in(SETTLED_WITHIN);
    for (Seat<Messenger> seat : messengers) {
      long n = messages.get(people.indexOf(seat.person)).n();
      deadline.until(
          seat.client.name() + " is at " + n + ", not at " + seat.client.n(),
          () -> seat.client.n() >= n);
    }
    for (Seat<Voter> seat : voters) {
      StoredVotes stored = votes.get(people.indexOf(seat.person));
      for (String item : items) {
        deadline.until(
            seat.client.name() + " knows " + stored.rev(item) + " of " + item,
            () -> seat.client.rev(item) >= stored.rev(item));
      }
    }
  }

  /** The clients' names end with what they do. */
  private List<Entry> of(String endpoint) {
    return history.entries().stream().filter(entry -> entry.client().contains(endpoint)).toList();
  }

  private void post(int count) {
    try (TestClient client = people.get(0).upvote()) {
      String board =
          client.ok("boards", Map.of()).getJsonArray("boards").getJsonObject(0).getString("id");
      for (int i = 0; i < count; i++) {
        items.add(
            client
                .ok("post", Map.of("board", board, "title", "Item " + i, "key", Keys.next()))
                .getString("item"));
      }
    }
  }

  private List<String> others(Person person) {
    return people.stream().filter(other -> !other.equals(person)).map(Person::id).toList();
  }

  private void addMessenger(
      Person person, String what, List<String> to, int window, Duration pause) {
    FaultProxy proxy = proxy();
    String name = person.name() + "/" + what;
    Messenger.Habits habits = new Messenger.Habits(to, window, pause);
    Address address = address(person, "dm", through(proxy));
    messengers.add(
        new Seat<>(
            new Messenger(name, address, history, random.nextLong(), habits), person, proxy));
  }

  private void addVoter(Person person, String what, Duration pause) {
    FaultProxy proxy = proxy();
    String name = person.name() + "/" + what;
    Address address = address(person, "upvote", through(proxy));
    voters.add(
        new Seat<>(
            new Voter(name, address, history, random.nextLong(), items, pause), person, proxy));
  }

  private FaultProxy proxy() {
    return FaultProxy.before(base.getPort(), random.nextLong());
  }

  private URI through(FaultProxy proxy) {
    return URI.create("http://127.0.0.1:" + proxy.port() + base.getPath());
  }

  private static Address address(Person person, String endpoint, URI base) {
    Handshake handshake =
        Handshake.to(base, endpoint)
            .cookie(person.cookie())
            .header("Sec-WebSocket-Protocol", Handshake.SUBPROTOCOL);
    return new Address(handshake.uri(), handshake.headers());
  }

  private Stream<ReturningClient> clients() {
    return Stream.concat(messengers.stream(), voters.stream()).map(Seat::client);
  }

  private Stream<ReturningClient> busy() {
    return clients().filter(client -> !client.name().endsWith("/dm2"));
  }
}
