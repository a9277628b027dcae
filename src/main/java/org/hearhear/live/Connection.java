package org.hearhear.live;

import jakarta.json.stream.JsonGenerator;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Frames;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection of a signed-in account. Whatever is sent goes through its outbox;
 * whatever comes in is handed to its feature in order. Promises that each command is answered once,
 * if the connection lives. Safe for all threads, but {@link #receive} is the server's to call, from
 * one thread at a time.
 */
public final class Connection {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String id;
  private final Participant participant;
  private final Session session;
  private final Feature feature;
  private final ConnectionLimits limits;
  private final Flushers flushers;
  private final Reads reads;
  private final long openedAt = System.nanoTime();
  private final Outbox outbox;
  private final FrameAssembler assembler;
  private final Window window;
  private final ReadQueue readQueue = new ReadQueue();
  private final Following following = new Following();

  /** Only the server's thread touches it. */
  private int malformedFrames;

  /** True from a hello that was taken until it is refused. */
  private volatile boolean greeted;

  private volatile boolean welcomed;
  private volatile long lastHeard = openedAt;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger refusalsInARow = new AtomicInteger();

  /** True while the connection is in the flushers' queue or a send is in flight. */
  private final AtomicBoolean flushing = new AtomicBoolean();

  /** Since when the peer has been due to take something; 0 when it is not. */
  private volatile long sendingSince;

  /** Null when nobody waits for an empty outbox. */
  private final AtomicReference<@Nullable Runnable> whenDrained = new AtomicReference<>();

  /** Null while the connection is open. */
  private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();

  /** Why it ends, and when the peer has had long enough for the goodbye. */
  private record Closing(CloseCode code, long deadline) {
    static Closing within(Duration patience, CloseCode code) {
      return new Closing(code, System.nanoTime() + patience.toNanos());
    }
  }

  Connection(
      String id,
      Participant participant,
      Session session,
      Feature feature,
      ConnectionLimits limits,
      Flushers flushers,
      Reads reads) {
    this.id = id;
    this.participant = participant;
    this.session = session;
    this.feature = feature;
    this.limits = limits;
    this.flushers = flushers;
    this.reads = reads;
    this.outbox = new Outbox(limits.outboxEvents(), limits.outboxBytes());
    this.assembler = new FrameAssembler(limits.frameInBytes());
    this.window = new Window(limits.windowBytes());
  }

  public String id() {
    return id;
  }

  /** Who is at the other end. */
  public Participant participant() {
    return participant;
  }

  public AccountId account() {
    return participant.account();
  }

  public LoginId login() {
    return participant.login();
  }

  // In: the server's thread.

  /** Takes a part of a text frame, and carries out its commands with the last part. */
  public void receive(String part, boolean last) {
    if (closing.get() != null) {
      return;
    }
    lastHeard = System.nanoTime();
    try {
      String frame = assembler.add(part, last);
      if (frame != null) {
        for (Command command : Frames.read(frame, limits.inFlight())) {
          handle(command);
        }
      }
    } catch (FrameAssembler.TooBig tooBig) {
      close(CloseCode.TOO_BIG);
    } catch (Frames.Malformed malformed) {
      reply(errorReply(Command.NO_REF, Refusal.badRequest(malformed.sentence())));
      if (++malformedFrames >= limits.malformedFrames()) {
        close(CloseCode.PROTOCOL_ERROR);
      }
    }
  }

  /** The peer has taken all that was sent before the ping that this answers. */
  public void pong(ByteBuffer payload) {
    if (window.pong(payload)) {
      sendingSince = 0;
      flushers.enqueue(this);
    }
  }

  private void handle(Command command) {
    if (command.type().equals("pong") || closing.get() != null) {
      return;
    }
    Refusal objection = objection(command, inFlight.getAndIncrement());
    if (objection != null) {
      inFlight.decrementAndGet();
      reply(errorReply(command.ref(), objection));
      countRefusal();
      return;
    }
    greeted = true;
    try {
      feature.handle(this, command);
    } catch (Refusal refusal) {
      refuse(command, refusal);
    }
  }

  private @Nullable Refusal objection(Command command, int underWay) {
    boolean hello = command.type().equals("hello");
    if (underWay >= limits.inFlight()) {
      return Refusal.retry(
          ErrorCode.RATE_LIMITED,
          "Wait for replies: at most " + limits.inFlight() + " commands may be under way.",
          RETRY);
    }
    if (hello && greeted) {
      return Refusal.badRequest("Say hello once.");
    }
    if (!hello && !welcomed) {
      return Refusal.badRequest("Say hello first, and wait for the welcome.");
    }
    if (!hello && command.ref() == Command.NO_REF) {
      return Refusal.badRequest("A command has a 'ref', an integer of your choice.");
    }
    return null;
  }

  /** Runs the part of a command that reads from the database, after the reads before it. */
  public void read(Command command, Runnable work) {
    reads.submit(this, readQueue, command, work);
  }

  // Out: all threads.

  /** Answers hello and lets through the events that have come since a subject was followed. */
  public void welcome(Payload welcome) {
    answered();
    welcomed = true; // First: a fast client answers a welcome before this thread goes on.
    taken(outbox.open(welcome));
  }

  /** Answers a command. */
  public void ok(Command command, Consumer<JsonGenerator> fields) {
    Payload reply =
        Payload.of(
            "ok",
            generator -> {
              generator.write("ref", command.ref());
              fields.accept(generator);
            });
    answered();
    reply(reply);
  }

  /** Refuses a command. A refused hello may be said again. */
  public void refuse(Command command, Refusal refusal) {
    if (command.type().equals("hello")) {
      greeted = false;
    }
    answer(command, refusal);
  }

  /** Sends an event, in order, and not before the welcome. */
  public void event(Payload event) {
    taken(outbox.addEvent(event));
  }

  /** Durable events follow, the first of them behind {@code n}. */
  void startAt(long n) {
    outbox.startAt(n);
  }

  /** The position of the last durable event that was sent or waits to be. */
  public long position() {
    return outbox.position();
  }

  /** Sends a durable event; false when there is no room, and it must be read again later. */
  boolean durable(long n, Payload event) {
    boolean taken = outbox.addDurable(n, event);
    flushSoon();
    return taken;
  }

  /** Sends an event that is of no use later, if there is room to spare; false when not. */
  public boolean passing(Payload event) {
    boolean taken = outbox.addPassing(event);
    flushSoon();
    return taken;
  }

  /** Does something quick, once, when everything that waits has been sent. */
  void whenDrained(Runnable work) {
    whenDrained.set(work);
    flushSoon();
  }

  /** Sends the newest states in one go; older ones that still wait are dropped. */
  public void states(List<State> newest) {
    taken(outbox.putAll(newest));
  }

  /** Says goodbye and closes, once; nothing else is sent any more, whatever was to be before. */
  public void close(CloseCode code) {
    // The word first: a flusher that sees the closing closes when nothing waits.
    if (outbox.close(bye(code))) {
      closing.set(Closing.within(limits.closeTimeout(), code));
      flushSoon();
    }
  }

  /**
   * Like {@link #close}, but sends what waits before the goodbye, for the peer has done no wrong.
   *
   * @param patience how long the peer may take for that
   */
  void depart(CloseCode code, Duration patience) {
    if (outbox.finish(bye(code))) {
      closing.compareAndSet(null, Closing.within(patience, code));
      flushSoon();
    }
  }

  private Payload bye(CloseCode code) {
    Duration reconnectAfter = code.invitesBack() ? limits.reconnectAfter() : Duration.ZERO;
    return Payload.of(
        "bye",
        generator ->
            generator
                .write("code", code.code())
                .write("reconnectAfter", reconnectAfter.toMillis()));
  }

  private void answered() {
    inFlight.decrementAndGet();
    refusalsInARow.set(0);
  }

  private void answer(Command command, Refusal refusal) {
    inFlight.decrementAndGet();
    reply(errorReply(command.ref(), refusal));
    if (refusal.code() == ErrorCode.RATE_LIMITED) {
      countRefusal();
    }
  }

  /** Whoever gets nothing but refusals that cost him nothing is closed as a flood. */
  private void countRefusal() {
    if (refusalsInARow.incrementAndGet() >= limits.refusals()) {
      close(CloseCode.FLOOD);
    }
  }

  private void reply(Payload reply) {
    taken(outbox.addReply(reply));
  }

  private void taken(boolean fits) {
    if (fits) {
      flushSoon();
    } else {
      close(CloseCode.TOO_SLOW);
    }
  }

  private void flushSoon() {
    if (flushing.compareAndSet(false, true)) {
      flushers.enqueue(this);
    }
  }

  /** Sends all that waits as one frame; called by a flusher, never while a send is in flight. */
  void flush() {
    sendingSince = System.nanoTime();
    if (!window.admits(outbox.taken())) {
      return; // A pong goes on; flushing stays true until then.
    }
    String frame = outbox.takeFrame(limits.frameOutBytes());
    if (frame != null) {
      try {
        session.getAsyncRemote().sendText(frame, this::sent);
      } catch (IllegalStateException closedMeanwhile) {
        flushers.evict(this);
      }
      return;
    }
    sendingSince = 0;
    Closing goodbye = closing.get();
    if (goodbye != null) {
      Sessions.close(session, goodbye.code); // flushing stays true: nothing is sent any more.
      return;
    }
    Runnable work = whenDrained.getAndSet(null);
    flushing.set(false);
    if (work != null) {
      work.run();
    }
    if (!outbox.isEmpty() || closing.get() != null || whenDrained.get() != null) {
      flushSoon(); // It came between the look and the flag.
    }
  }

  private void sent(SendResult result) {
    sendingSince = 0;
    if (!result.isOK()) {
      flushers.evict(this);
      return;
    }
    ByteBuffer ping = window.ping(outbox.taken());
    try {
      if (ping != null) {
        session.getAsyncRemote().sendPing(ping);
      }
      flushers.enqueue(this);
    } catch (IOException | IllegalStateException closedMeanwhile) {
      flushers.evict(this);
    }
  }

  // The watchdog's questions.

  /** Why this connection has to be closed now; null when all is well. */
  @Nullable CloseCode overdue(long now) {
    long sending = sendingSince;
    if (sending != 0 && now - sending > limits.sendTimeout().toNanos()) {
      return CloseCode.TOO_SLOW;
    }
    if (now - lastHeard > limits.silence().toNanos()) {
      return CloseCode.TOO_SLOW;
    }
    if (!welcomed && now - openedAt > limits.helloTimeout().toNanos()) {
      return CloseCode.TOO_SLOW;
    }
    return null;
  }

  /** Whether the goodbye has been under way for so long that the peer is not listening. */
  boolean isStuckClosing(long now) {
    Closing goodbye = closing.get();
    return goodbye != null && now - goodbye.deadline > 0;
  }

  /** Whether it has ended or is about to. */
  boolean isClosing() {
    return closing.get() != null;
  }

  /** Whether a command waits for its answer. */
  boolean owesAnswers() {
    return inFlight.get() > 0;
  }

  boolean isWelcomed() {
    return welcomed;
  }

  /** Ends the session without the peer's help. */
  void evict() {
    ended();
    Closing goodbye = closing.get();
    Sessions.evict(session, goodbye == null ? CloseCode.TOO_SLOW : goodbye.code);
  }

  /** The session is over, whoever ended it: frees what waited for the peer. */
  void ended() {
    closing.compareAndSet(null, new Closing(CloseCode.TOO_SLOW, System.nanoTime()));
    outbox.discard();
    whenDrained.set(null);
  }

  Following following() {
    return following;
  }

  /** Whether the hub sends a subject here. */
  public boolean isFollowing(Subject subject) {
    return following.contains(subject);
  }

  /** How many subjects of a kind the hub sends here. */
  public int countFollowing(Subject.Kind kind) {
    return following.count(kind);
  }

  private static Payload errorReply(long ref, Refusal refusal) {
    return Payload.of(
        "error",
        generator -> {
          if (ref == Command.NO_REF) {
            generator.writeNull("ref");
          } else {
            generator.write("ref", ref);
          }
          generator.write("code", refusal.code().wireName());
          generator.write("message", refusal.sentence());
          Duration retryAfter = refusal.retryAfter();
          if (retryAfter != null) {
            generator.write("retryAfter", Math.max(1, retryAfter.toMillis()));
          }
        });
  }
}
