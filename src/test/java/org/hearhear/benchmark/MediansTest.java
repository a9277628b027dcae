package org.hearhear.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MediansTest {
  @Test
  void eachFigureHasItsOwnMedian() {
    var runs = Stream.of(run(3, 10), run(1, 30), run(2, 20)).toList();

    assertThat(Medians.of(runs)).isEqualTo(Map.of("a", 2.0, "b", 20.0));
  }

  private static JsonObject run(int a, int b) {
    var figures = Json.createObjectBuilder().add("a", a).add("b", b);
    return Json.createObjectBuilder().add("figures", figures).build();
  }
}
