package org.hearhear.it.fault;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hearhear.it.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A client as PROTOCOL.md asks for: it comes back when it was cut, with what it knows or, now and
 * then, as if it knew nothing; keeps what has no final answer and says it again with the same key;
 * and believes nothing but what it was told. All that happens goes into the {@link History} before
 * anything follows from it. One thread of its own does everything, from {@link #start} to {@link
 * #close}; the methods without a note are that thread's.
 */
public abstract class ReturningClient {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration HANDSHAKE_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  // PROTOCOL.md says 60 s; tests have less time.
  private static final int RECONNECT_MILLIS_MAX = 1_000;
  private static final int DOUBLINGS_MAX = 10;
  // One return in so many is that of a new tab, which knows nothing.
  private static final int AFRESH_ONE_IN = 5;
  private static final int NOT_BACK_FROM = 4_500;
  private static final String EVERYTHING_ELSE = "";
  private static final JsonObject PONG =
      Wire.JSON.createObjectBuilder().add("type", "pong").build();

  private final String name;
  private final Address address;
  private final History history;
  private final Random random;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private final Requests open = new Requests();
  private int connection;
  private int failures;
  private int reconnectWithin;
  private Duration silence = HANDSHAKE_WITHIN;
  // What the server has said in its bye; null when it has not.
  private @Nullable Duration reconnectAfter;

  private volatile boolean deciding;
  private volatile boolean ending;
  private volatile boolean welcomed;
  private volatile boolean idle;
  private final AtomicInteger welcomes = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();

  ReturningClient(String name, Address address, History history, long seed) {
    this.name = name;
    this.address = address;
    this.history = history;
    this.random = new Random(seed);
  }

  /** For all threads. */
  public String name() {
    return name;
  }

  /** Comes to the server, and decides nothing yet. */
  public void start() {
    Link.start(name, this::run);
  }

  /** Whether new commands are made; for all threads. */
  public void decide(boolean now) {
    deciding = now;
    idle = false;
  }

  /** Whether it is welcome, knows everything, and everything is answered; for all threads. */
  public boolean isIdle() {
    return idle && welcomed && !deciding;
  }

  /** How often it was welcomed so far; for all threads. */
  public int welcomes() {
    return welcomes.get();
  }

  /** How many of its commands with keys have got their {@code ok}; for all threads. */
  public int answers() {
    return answers.get();
  }

  /** Throws what the thread has died of, if it has; for all threads. */
  public void check() {
    if (over.isCompletedExceptionally()) {
      over.join();
    }
  }

  /** Lets the thread end, for which nobody waits; for all threads. */
  public void end() {
    ending = true;
  }

  /** Ends the thread and throws what went wrong on it; for all threads. */
  public void close() {
    end();
    Deadline.soon().get(over, "the end of " + name);
  }

  /** Forgets all that the server has told, as a new tab knows nothing of it. */
  abstract void forget();

  /** The greeting, with what is known. */
  abstract JsonObject hello();

  /** The connection can be used: time to ask for what may be missing. */
  abstract void welcomed(JsonObject welcome);

  abstract void received(JsonObject event);

  /** Makes new commands if it is time for some; called all the time. */
  abstract void makeDecisions();

  /** Says what is due; called all the time. */
  abstract void tick();

  /** Whether nothing is missing that was asked for at the welcome. */
  abstract boolean isComplete();

  int connection() {
    return connection;
  }

  Random random() {
    return random;
  }

  void record(Entry entry) {
    history.add(entry);
  }

  long countOpen(String topic) {
    return open.count(topic);
  }

  /** Does a durable command, once, however often it has to be said. */
  void decide(String topic, String key, JsonObject command, Consumer<JsonObject> then) {
    JsonObject keyed = Wire.JSON.createObjectBuilder(command).add("key", key).build();
    open.add(
        new Request(
            topic,
            key,
            keyed,
            ok -> {
              answers.incrementAndGet();
              then.accept(ok);
            }));
  }

  /** Asks on this connection only; what comes of it is lost with the connection. */
  void ask(String type, Map<String, Object> fields, Consumer<JsonObject> then) {
    JsonObject command = Wire.JSON.createObjectBuilder(fields).add("type", type).build();
    open.add(new Request(EVERYTHING_ELSE, null, command, then));
  }

  private void run() {
    try {
      while (!ending) {
        visit();
        if (!ending) {
          pauseBeforeReturn();
        }
      }
      over.complete(null);
    } catch (RuntimeException | Error failure) {
      history.add(new Entry.Cut(name, connection, failure.toString()));
      over.completeExceptionally(failure);
    }
  }

  private void visit() {
    connection++;
    failures++;
    reconnectAfter = null;
    if (random.nextInt(AFRESH_ONE_IN) == 0) {
      forget();
    }
    try (Wire wire = Wire.open(address, HANDSHAKE_WITHIN)) {
      wire.send(hello());
      exchange(wire);
    } catch (IOException cut) {
      history.add(new Entry.Cut(name, connection, cut.toString()));
    } finally {
      welcomed = false;
      open.cut();
    }
  }

  private void pauseBeforeReturn() {
    if (reconnectAfter != null) {
      Deadline.in(reconnectAfter).pass();
    } else {
      long within = (long) reconnectWithin << Math.min(failures, DOUBLINGS_MAX);
      int most = (int) Math.min(RECONNECT_MILLIS_MAX, within);
      Deadline.in(Duration.ofMillis(random.nextInt(most + 1))).pass();
    }
  }

  private void exchange(Wire wire) throws IOException {
    Deadline alive = Deadline.in(silence);
    while (!ending) {
      List<JsonObject> objects = wire.read(TICK);
      if (!objects.isEmpty()) {
        alive = Deadline.in(silence);
      } else if (alive.isPast()) {
        throw new IOException("nothing came for " + silence);
      }
      for (JsonObject object : objects) {
        take(object, wire);
      }
      if (welcomed) {
        if (deciding) {
          makeDecisions();
        }
        tick();
        sayWhatIsDue(wire);
        idle = open.isEmpty() && isComplete();
      }
    }
  }

  private void take(JsonObject object, Wire wire) throws IOException {
    switch (object.getString("type")) {
      case "welcome" -> takeWelcome(object);
      case "ping" -> wire.send(PONG);
      case "ok", "error" -> takeReply(object);
      case "bye" -> {
        if (object.getInt("code") >= NOT_BACK_FROM) {
          throw new IllegalStateException("Told not to come back: " + object);
        }
        reconnectAfter = Duration.ofMillis(object.getInt("reconnectAfter"));
      }
      default -> {
        history.add(new Entry.Received(name, connection, object));
        received(object);
      }
    }
  }

  private void takeWelcome(JsonObject welcome) {
    history.add(
        new Entry.Welcomed(
            name,
            connection,
            welcome.getJsonObject("account").getString("id"),
            welcome.getString("epoch"),
            welcome.containsKey("n") ? welcome.getJsonNumber("n").longValue() : 0,
            welcome.getBoolean("resumed", false)));
    reconnectWithin = welcome.getInt("reconnectWithin");
    silence = Duration.ofMillis(2L * welcome.getInt("heartbeat"));
    failures = 0;
    welcomed(welcome);
    welcomed = true;
    welcomes.incrementAndGet();
  }

  private void takeReply(JsonObject reply) throws IOException {
    if (!(reply.get("ref") instanceof JsonNumber ref)) {
      throw new IOException("no welcome: " + reply);
    }
    Request request = open.underWay(ref.longValue());
    String key = request.key();
    if (key != null) {
      history.add(new Entry.Answered(name, connection, key, reply));
    }
    if (reply.containsKey("retryAfter")) {
      request.againAfter(Duration.ofMillis(reply.getInt("retryAfter")));
    } else {
      open.remove(request);
      if (reply.getString("type").equals("ok")) {
        request.done(reply);
      } else if (key == null) {
        throw new IllegalStateException("Refused: " + request.command() + ": " + reply);
      }
    }
  }

  private void sayWhatIsDue(Wire wire) throws IOException {
    for (Request request : open.takeDue(ANSWER_WITHIN)) {
      String key = request.key();
      if (key != null) {
        history.add(new Entry.Sent(name, connection, key, request.command()));
      }
      wire.send(request.sentCommand());
    }
  }
}
