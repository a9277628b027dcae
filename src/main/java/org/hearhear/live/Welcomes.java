package org.hearhear.live;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.hearhear.config.Build;
import org.hearhear.config.Settings;
import org.hearhear.wire.Payload;

/** The answer to hello: what a client needs to know of this server. */
public final class Welcomes {
  private Welcomes() {}

  /**
   * The welcome for a connection.
   *
   * @param account writes the fields of the connection's account
   * @param rest writes what is the endpoint's own
   */
  public static Payload to(
      Connection connection,
      Settings settings,
      UUID epoch,
      Consumer<JsonGenerator> account,
      Consumer<JsonGenerator> rest) {
    return Payload.of(
        "welcome",
        generator -> {
          generator.writeStartObject("account");
          account.accept(generator);
          generator.writeEnd();
          generator.write("connection", connection.id()).write("epoch", epoch.toString());
          rest.accept(generator);
          generator
              .writeStartObject("limits")
              .write("frameBytes", settings.get(Settings.FRAME_IN_BYTES))
              .write("messageCodePoints", settings.get(Settings.MESSAGE_CODE_POINTS))
              .write("messageBytes", settings.get(Settings.MESSAGE_BYTES))
              .write("inFlight", settings.get(Settings.COMMANDS_IN_FLIGHT))
              .write("page", settings.get(Settings.PAGE_ROWS))
              .write("watchedItems", settings.get(Settings.WATCHED_ITEMS))
              .write("watchedPeople", settings.get(Settings.WATCHED_PEOPLE))
              .write("typing", settings.get(Settings.TYPING).toMillis())
              .writeEnd()
              .write("heartbeat", settings.get(Settings.HEARTBEAT).toMillis())
              .write("reconnectWithin", settings.get(Settings.RECONNECT_WITHIN).toMillis())
              .write("now", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
              .write("build", Build.VERSION);
        });
  }
}
