package org.hearhear.fanout;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The broker of a single node, and of tests: it calls the listeners on the publishing thread. */
@Singleton
public class LocalBroker implements Broker {
  private final Map<Subject.Kind, List<Listener>> listeners = new ConcurrentHashMap<>();

  @Override
  public void publish(Publication publication) {
    for (Position position : publication.positions()) {
      for (Listener listener : listeners.getOrDefault(position.subject().kind(), List.of())) {
        listener.published(position, publication);
      }
    }
  }

  @Override
  public void subscribe(Subject.Kind kind, Listener listener) {
    listeners.computeIfAbsent(kind, unheard -> new CopyOnWriteArrayList<>()).add(listener);
  }
}
