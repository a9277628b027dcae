package org.hearhear.load.account;

/**
 * Somebody with a login.
 *
 * @param cookie as {@code name=value}
 */
public record Account(String name, String password, long id, String cookie) {
  private static final String SEPARATOR = "\t";

  /** A line of the file in which a run leaves its accounts for the next one. */
  String line() {
    return String.join(SEPARATOR, name, password, Long.toString(id), cookie);
  }

  /** Such a line; one with only a name and a password is of somebody who has to sign in. */
  static Account parse(String line) {
    String[] columns = line.split(SEPARATOR, -1);
    if (columns.length < 2) {
      throw new IllegalArgumentException("Not name, tab, password: " + line);
    }
    boolean isComplete = columns.length == 4;
    return new Account(
        columns[0],
        columns[1],
        isComplete ? Long.parseLong(columns[2]) : 0,
        isComplete ? columns[3] : "");
  }

  boolean isSignedIn() {
    return !cookie.isEmpty();
  }
}
