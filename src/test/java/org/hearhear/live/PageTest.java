package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A page ends at its limit of rows or bytes, and says whether there is more. */
class PageTest {

  @Test
  void pageEndsAtItsLimit() {
    assertThat(page(List.of("a", "b", "c"), 2, 100)).isEqualTo(new Page<>(List.of("a", "b"), true));
    assertThat(page(List.of("a", "b"), 2, 100)).isEqualTo(new Page<>(List.of("a", "b"), false));
  }

  @Test
  void pageEndsWhereItsBytesDo() {
    assertThat(page(List.of("aaa", "bbb", "c"), 9, 6))
        .isEqualTo(new Page<>(List.of("aaa", "bbb"), true));
    assertThat(page(List.of("aaa", "bbb", "c"), 9, 7))
        .isEqualTo(new Page<>(List.of("aaa", "bbb", "c"), false));
  }

  @Test
  void rowLargerThanAPageIsAPage() {
    assertThat(page(List.of("aaaaa", "b"), 9, 3)).isEqualTo(new Page<>(List.of("aaaaa"), true));
  }

  @Test
  void nothingFoundIsAnEmptyPage() {
    assertThat(page(List.of(), 9, 3)).isEqualTo(new Page<>(List.of(), false));
  }

  private static Page<String> page(List<String> found, int limit, int bytesMax) {
    return Page.of(found, limit, bytesMax, String::length);
  }
}
