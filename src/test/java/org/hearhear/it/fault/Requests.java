package org.hearhear.it.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The commands of a client that have no final answer yet. For its thread only. */
final class Requests {
  private final Set<Request> open = new LinkedHashSet<>();
  private long lastRef;

  void add(Request request) {
    open.add(request);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  long count(String topic) {
    return open.stream().filter(request -> request.topic().equals(topic)).count();
  }

  /** The one that was sent as {@code ref}; there must be one, for nobody replies to nothing. */
  Request underWay(long ref) {
    return open.stream()
        .filter(each -> each.isUnderWay(ref))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A reply to nothing: ref " + ref));
  }

  void remove(Request request) {
    open.remove(request);
  }

  /** Those that are to be sent now, numbered. */
  List<Request> takeDue(Duration answerWithin) throws IOException {
    List<Request> due = new ArrayList<>();
    for (Request request : open) {
      if (request.isOverdue()) {
        throw new IOException("no answer to " + request.command());
      }
      if (request.isDue()) {
        request.sentAs(++lastRef, answerWithin);
        due.add(request);
      }
    }
    return due;
  }

  /** What has a key is due again, the rest is over. */
  void cut() {
    open.removeIf(request -> request.key() == null);
    open.forEach(request -> request.againAfter(Duration.ZERO));
  }
}
