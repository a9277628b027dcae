package org.hearhear.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a row on one server.
 *
 * @param passed whether every run of it did
 */
record Result(
    String server, String database, String row, boolean passed, Map<String, Double> figures) {

  boolean has(String name) {
    return figures.containsKey(name);
  }

  double figure(String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  static Result of(JsonObject json) {
    Map<String, Double> figures = new TreeMap<>();
    json.getJsonObject("figures")
        .forEach(
            (name, value) ->
                figures.put(name, ((JsonNumber) value).bigDecimalValue().doubleValue()));
    return new Result(
        json.getString("server"),
        json.getString("database"),
        json.getString("row"),
        json.getBoolean("passed"),
        figures);
  }

  boolean isOfTheSameRow(Result other) {
    return server.equals(other.server) && database.equals(other.database) && row.equals(other.row);
  }

  JsonObject json() {
    JsonObjectBuilder numbers = Json.createObjectBuilder();
    new TreeMap<>(figures).forEach(numbers::add);
    return Json.createObjectBuilder()
        .add("server", server)
        .add("database", database)
        .add("row", row)
        .add("passed", passed)
        .add("figures", numbers)
        .build();
  }
}
