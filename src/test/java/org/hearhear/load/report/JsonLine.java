package org.hearhear.load.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report as one line of JSON, for other programs. */
final class JsonLine {
  private static final double THOUSAND = 1_000;

  private JsonLine() {}

  static String of(
      String scenario, Map<String, String> options, List<Figure> figures, boolean passed) {
    StringWriter line = new StringWriter();
    JsonFactory factory = new JsonFactory();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("scenario", scenario);
      json.writeBooleanProperty("passed", passed);
      json.writeObjectPropertyStart("options");
      options.forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeObjectPropertyStart("figures");
      for (Figure figure : figures) {
        json.writeNumberProperty(figure.name(), Math.rint(figure.value() * THOUSAND) / THOUSAND);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return line.toString();
  }
}
