package org.hearhear.dm.report;

import jakarta.json.stream.JsonGenerator;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.account.Person;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;

/** How moderators get reports. */
final class ReportPayloads {

  private ReportPayloads() {}

  /** A page of reports; one more than {@code limit} says that there are others. */
  static String list(Moderation.Listed listed, int limit) {
    return Json.object(
        generator -> {
          generator.writeStartArray("reports");
          listed.reports().stream()
              .limit(limit)
              .forEach(
                  report -> {
                    generator.writeStartObject();
                    write(generator, report, listed.people());
                    generator.writeEnd();
                  });
          generator.writeEnd().write("more", listed.reports().size() > limit);
        });
  }

  /** A report with what was said, and everybody who said it. */
  static String detail(Moderation.Detailed detailed) {
    return Json.object(
        generator -> {
          write(generator, detailed.report(), detailed.people());
          generator.write("messages", detailed.context().getJsonArray("messages"));
          generator.writeStartArray("people");
          for (Person person : new TreeMap<>(detailed.people()).values()) {
            generator.writeStartObject();
            person.write(generator);
            generator.writeEnd();
          }
          generator.writeEnd();
        });
  }

  private static void write(JsonGenerator generator, Report report, Map<AccountId, Person> people) {
    generator
        .write("id", report.id().toString())
        .write("state", report.state().wireName())
        .write("conversation", report.conversation().toString())
        .write("seq", report.seq())
        .write("reason", report.reason())
        .write("at", report.at().toString());
    person(generator, "reporter", report.reporter(), people);
    person(generator, "reported", report.reported(), people);
    report
        .decision()
        .ifPresent(
            decision -> {
              person(generator, "decidedBy", decision.by(), people);
              generator.write("decidedAt", decision.at().toString());
              generator.write("note", decision.note());
            });
  }

  private static void person(
      JsonGenerator generator, String role, AccountId id, Map<AccountId, Person> people) {
    Person person = people.get(id);
    if (person == null) {
      throw new IllegalStateException("Account " + id + " is in a report but not there.");
    }
    generator.writeStartObject(role);
    person.write(generator);
    generator.writeEnd();
  }
}
