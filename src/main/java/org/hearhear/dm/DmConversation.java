package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Person;
import org.hearhear.dm.conversation.AccountPair;
import org.hearhear.dm.conversation.Contact;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.conversation.Described;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.MemberState;
import org.hearhear.live.Connection;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** Answers what looks at one conversation: who is in it, and what it is to oneself. */
@Singleton
public class DmConversation {
  private final Database database;
  private final ConversationStore conversations;
  private final MemberStore members;
  private final AccountStore accounts;
  private final ContactStore contacts;
  private final DmSources sources;

  private record Opened(
      Described described, List<Person> members, MemberState state, List<MarkStore.Marks> marks) {}

  @Inject
  public DmConversation(
      Database database,
      ConversationStore conversations,
      MemberStore members,
      AccountStore accounts,
      ContactStore contacts,
      DmSources sources) {
    this.database = database;
    this.conversations = conversations;
    this.members = members;
    this.accounts = accounts;
    this.contacts = contacts;
    this.sources = sources;
  }

  /**
   * A conversation as it is; that with a person is made where there is none, and nobody is told.
   */
  void open(Connection connection, Command command, DmCommand.Open wanted) {
    connection.read(
        command,
        () -> {
          Opened opened =
              database.inTransaction(handle -> opened(handle, connection.account(), wanted));
          connection.ok(
              command,
              generator -> {
                generator.writeStartObject("conversation");
                ConversationPayloads.write(
                    generator, opened.described.id(), opened.described.group(), opened.members);
                opened
                    .described
                    .blocks()
                    .by(connection.account())
                    .ifPresent(block -> generator.write("blocked", block.on()));
                opened.state.writeMuted(generator);
                generator
                    .writeEnd()
                    .write("seq", opened.described.lastSeq())
                    .write("read", opened.state.read())
                    .write("unread", opened.state.unread())
                    .write("asOf", opened.state.asOf());
                DmSources.write(generator, opened.marks);
              });
        });
  }

  private Opened opened(Handle handle, AccountId who, DmCommand.Open wanted) {
    ConversationId id =
        wanted
            .to()
            .map(to -> direct(handle, who, to))
            .or(wanted::conversation)
            .orElseThrow(DmConversation::notFound);
    MemberId member = new MemberId(id, who);
    MemberState state =
        sources.marks().states(handle, List.of(member)).stream()
            .findFirst()
            .orElseThrow(DmConversation::notFound);
    Described described =
        Optional.ofNullable(conversations.described(handle, List.of(id)).get(id))
            .orElseThrow(DmConversation::notFound);
    List<AccountId> ids = members.members(handle, List.of(id)).getOrDefault(id, List.of());
    Map<AccountId, Person> people = accounts.people(handle, ids);
    return new Opened(
        described,
        ids.stream().map(people::get).filter(Objects::nonNull).toList(),
        state,
        sources.visibleMarks(handle, member));
  }

  private ConversationId direct(Handle handle, AccountId who, AccountId to) {
    if (who.equals(to)) {
      throw Refusal.badRequest("That is you yourself; name somebody else.");
    }
    AccountPair pair = AccountPair.of(who, to);
    Optional<ConversationId> found = conversations.find(handle, pair);
    if (found.isPresent()) {
      return found.get();
    }
    Contact contact = contacts.contacts(handle, who, List.of(to)).get(to);
    if (contact == null) {
      throw notFound();
    }
    contact.requireReachable();
    return conversations
        .insert(handle, pair, Instant.now())
        .or(() -> conversations.find(handle, pair))
        .orElseThrow(DmConversation::notFound);
  }

  private static Refusal notFound() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such person or conversation.");
  }
}
