package org.hearhear.account;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.function.BiConsumer;
import org.hearhear.wire.Json;

/** A page of people, and whether there are others behind it. */
record PeoplePage(List<PeopleStore.Found> rows, boolean more) {

  static PeoplePage of(List<PeopleStore.Found> found, int limit) {
    return new PeoplePage(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  /** The page as it is answered, with {@code next} exactly when there are others. */
  String json(String name, BiConsumer<JsonGenerator, PeopleStore.Found> row) {
    return Json.object(
        generator -> {
          generator.writeStartArray(name);
          for (PeopleStore.Found found : rows) {
            generator.writeStartObject();
            row.accept(generator, found);
            generator.writeEnd();
          }
          generator.writeEnd().write("more", more);
          if (more) {
            generator.write("next", rows.get(rows.size() - 1).cursor().toString());
          }
        });
  }
}
