package org.hearhear.benchmark;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one result of several runs: of each figure the median by itself. */
final class Medians {
  private Medians() {}

  /** Each run is a line of the load tool; those that did not come to their end have no figures. */
  static Map<String, Double> of(List<JsonObject> all) {
    List<JsonObject> runs =
        all.stream().filter(run -> !run.getJsonObject("figures").isEmpty()).toList();
    Map<String, Double> medians = new TreeMap<>();
    if (runs.isEmpty()) {
      return medians;
    }
    for (String name : runs.get(0).getJsonObject("figures").keySet()) {
      List<Double> values = runs.stream().map(run -> figure(run, name)).sorted().toList();
      int middle = values.size() / 2;
      boolean isOdd = values.size() % 2 == 1;
      medians.put(
          name, isOdd ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2);
    }
    return medians;
  }

  private static double figure(JsonObject run, String name) {
    return run.getJsonObject("figures").getJsonNumber(name).doubleValue();
  }
}
