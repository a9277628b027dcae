package org.hearhear.load.run;

/** What is done in a {@link Course}; all of it on the event loop. */
public interface Workload {
  /** Begins to send. */
  void begin();

  /** From here on, or no longer, what is acknowledged and delivered counts. */
  void measure(boolean on);

  /** Sends nothing new. */
  void end();

  /** Whether everything sent has been acknowledged and delivered. */
  boolean isSettled();

  /** Since the beginning, measured or not, for the word each second. */
  long acknowledged();

  long delivered();
}
