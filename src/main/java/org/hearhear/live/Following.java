package org.hearhear.live;

import java.util.HashSet;
import java.util.Set;
import org.hearhear.fanout.Subject;
import org.jspecify.annotations.Nullable;

/** The subjects that one connection follows, for the hub's bookkeeping. Safe for all threads. */
final class Following {
  /** Guarded by this; null once the connection is gone. */
  private @Nullable Set<Subject> subjects = new HashSet<>();

  /** False when it is followed already, or the connection is gone. */
  synchronized boolean add(Subject subject) {
    return subjects != null && subjects.add(subject);
  }

  synchronized void remove(Subject subject) {
    if (subjects != null) {
      subjects.remove(subject);
    }
  }

  /** Follows nothing any more, and returns what it did. */
  synchronized Set<Subject> end() {
    Set<Subject> last = subjects == null ? Set.of() : subjects;
    subjects = null;
    return last;
  }

  synchronized boolean hasEnded() {
    return subjects == null;
  }

  synchronized boolean contains(Subject subject) {
    return subjects != null && subjects.contains(subject);
  }

  synchronized int count(Subject.Kind kind) {
    return subjects == null
        ? 0
        : (int) subjects.stream().filter(subject -> subject.kind() == kind).count();
  }
}
