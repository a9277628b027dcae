package org.hearhear.account;

import org.hearhear.config.Settings;
import org.hearhear.wire.Refusal;

/** How many rows somebody wants on a page of the HTTP API. */
public final class PageLimit {
  private static final int USUAL = 50;

  private PageLimit() {}

  /** As many as {@code text} says, or as are usual when it is empty. */
  public static int parse(String text, Settings settings) {
    int most = settings.get(Settings.PAGE_ROWS);
    if (text.isEmpty()) {
      return Math.min(USUAL, most);
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below.
    }
    throw Refusal.badRequest("'limit' must be an integer from 1 to " + most + ".");
  }
}
