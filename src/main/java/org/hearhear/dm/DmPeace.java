package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Person;
import org.hearhear.account.Preferences;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/** Answers what reads one's own decisions: settings, and whom one has blocked. */
@Singleton
public class DmPeace {
  /** What a person takes in a frame. */
  private static final int ROW_BYTES = 250;

  private final Settings settings;
  private final Database database;
  private final AccountStore accounts;
  private final ContactStore contacts;

  @Inject
  public DmPeace(
      Settings settings, Database database, AccountStore accounts, ContactStore contacts) {
    this.settings = settings;
    this.database = database;
    this.accounts = accounts;
    this.contacts = contacts;
  }

  void settings(Connection connection, Command command) {
    AccountId who = connection.account();
    connection.read(
        command,
        () -> {
          Preferences preferences =
              database.inTransaction(handle -> accounts.preferences(handle, List.of(who)).get(who));
          if (preferences == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "Your account is gone.");
          }
          connection.ok(command, preferences::write);
        });
  }

  /** A page of those whom one has blocked; the next begins after the last. */
  void blocks(Connection connection, Command command, DmCommand.Blocks wanted) {
    connection.read(
        command,
        () -> {
          List<Person> found =
              database.inTransaction(
                  handle -> {
                    List<AccountId> ids =
                        contacts.blocked(
                            handle, connection.account(), wanted.after(), wanted.limit() + 1);
                    Map<AccountId, Person> people = accounts.people(handle, ids);
                    return ids.stream().map(people::get).filter(Objects::nonNull).toList();
                  });
          Page<Person> page =
              Page.of(
                  found, wanted.limit(), settings.get(Settings.PAGE_BYTES), person -> ROW_BYTES);
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("people");
                for (Person person : page.rows()) {
                  generator.writeStartObject();
                  person.write(generator);
                  generator.writeEnd();
                }
                generator.writeEnd().write("more", page.more());
              });
        });
  }
}
