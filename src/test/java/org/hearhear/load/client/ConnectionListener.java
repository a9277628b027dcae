package org.hearhear.load.client;

/** Hears what happens on a connection, on the event loop. */
public interface ConnectionListener {
  /** The server has said {@code welcome}; commands are accepted from here on. */
  void welcomed(LoadConnection connection, Received welcome);

  /** An object other than {@code welcome} and {@code ping}, which the connection answers itself. */
  void received(LoadConnection connection, Received received);

  /** It could not be opened, or has ended without {@link LoadConnection#cut}. */
  void ended(LoadConnection connection, String why);
}
