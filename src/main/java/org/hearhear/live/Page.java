package org.hearhear.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A page of rows.
 *
 * @param rows can be changed by who made the page
 * @param more whether there are others behind it
 */
public record Page<T>(List<T> rows, boolean more) {

  /**
   * As many of the found rows as the limit and the size of a page allow, at least one.
   *
   * @param found one row more than the limit, if there is one
   */
  public static <T> Page<T> of(List<T> found, int limit, int bytesMax, ToIntFunction<T> bytes) {
    List<T> rows = new ArrayList<>();
    int room = bytesMax;
    for (T row : found) {
      room -= bytes.applyAsInt(row);
      if (rows.size() == limit || (room < 0 && !rows.isEmpty())) {
        return new Page<>(rows, true);
      }
      rows.add(row);
    }
    return new Page<>(rows, false);
  }
}
