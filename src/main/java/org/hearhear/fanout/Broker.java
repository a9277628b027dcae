package org.hearhear.fanout;

/**
 * Carries publications to the nodes that have listeners for their subjects, this one included.
 *
 * <p>Promises: publications by one thread reach a local listener in the order of the calls. Does
 * not promise that a publication reaches another node, nor an order between threads or nodes:
 * receivers go by {@link Position}. Safe for all threads; {@link #publish} does not block on slow
 * listeners, for listeners only queue.
 */
public interface Broker {

  /** Tells every listener of each position's kind. */
  void publish(Publication publication);

  /** Listens to all subjects of a kind, until the application ends. */
  void subscribe(Subject.Kind kind, Listener listener);

  /** Takes what is published. */
  @FunctionalInterface
  interface Listener {
    /** Called once for each position; must be quick and must not throw. */
    void published(Position position, Publication publication);
  }
}
