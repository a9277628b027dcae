package org.hearhear.it.fault;

/**
 * What a fresh fetch has found.
 *
 * @param account whose messages
 * @param n the newest position of the account's log
 * @param messages everything
 */
public record StoredMessages(String account, long n, Messages messages) {
  /** Fetches it. */
  public static StoredMessages fetch(Address dm) {
    return Visitor.messages(dm);
  }
}
