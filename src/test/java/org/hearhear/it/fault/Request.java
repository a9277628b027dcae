package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import org.hearhear.it.Deadline;
import org.jspecify.annotations.Nullable;

/** A command that has no final answer yet. For its client's thread only. */
final class Request {
  private static final long NOT_UNDER_WAY = -1;

  private final String topic;
  private final @Nullable String key;
  private final JsonObject command;
  private final Consumer<JsonObject> then;

  private long ref = NOT_UNDER_WAY;
  private Deadline due = Deadline.in(Duration.ZERO);
  private Deadline answer = Deadline.in(Duration.ZERO);

  /**
   * @param topic what it is about: commands with keys keep their order within it
   * @param key null for what is asked anew on each connection
   * @param command without its {@code ref}
   * @param then is given the {@code ok}
   */
  Request(String topic, @Nullable String key, JsonObject command, Consumer<JsonObject> then) {
    this.topic = topic;
    this.key = key;
    this.command = command;
    this.then = then;
  }

  String topic() {
    return topic;
  }

  @Nullable String key() {
    return key;
  }

  JsonObject command() {
    return command;
  }

  /** The command as it goes over the wire, with the {@code ref} of this time. */
  JsonObject sentCommand() {
    return Wire.JSON.createObjectBuilder(command).add("ref", ref).build();
  }

  boolean isUnderWay(long asked) {
    return ref == asked;
  }

  boolean isDue() {
    return ref == NOT_UNDER_WAY && due.isPast();
  }

  boolean isOverdue() {
    return ref != NOT_UNDER_WAY && answer.isPast();
  }

  void sentAs(long newRef, Duration answerWithin) {
    ref = newRef;
    answer = Deadline.in(answerWithin);
  }

  /** To be sent after that time, on this connection or another one. */
  void againAfter(Duration pause) {
    ref = NOT_UNDER_WAY;
    due = Deadline.in(pause);
  }

  void done(JsonObject ok) {
    then.accept(ok);
  }
}
