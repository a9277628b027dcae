package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.Contact;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * The rules for groups: the owner decides what a group is called and who is in it, everybody else
 * only whether he stays. Safe for all threads.
 */
@Singleton
public class Grouping {
  private final Settings settings;
  private final MemberStore members;
  private final ContactStore contacts;

  @Inject
  public Grouping(Settings settings, MemberStore members, ContactStore contacts) {
    this.settings = settings;
    this.members = members;
    this.contacts = contacts;
  }

  JsonObject create(Work work, AccountId who, Change.Create create) {
    SortedSet<AccountId> all = new TreeSet<>(create.members());
    all.add(who);
    requireRoom(all.size());
    requireReachable(work, who, create.members());
    Conversation group =
        work.stores()
            .conversations()
            .insertGroup(work.handle(), create.title(), who, create.historyShared(), work.now());
    members.insert(work.handle(), group.id(), all, 0, 0);
    group.found(all, 0);
    work.created(group);
    work.tellOf(group);
    return reply(group);
  }

  JsonObject add(Work work, AccountId who, Change.Add add) {
    Conversation group = owned(work, who, add.conversation());
    SortedSet<AccountId> fresh = new TreeSet<>(add.members());
    fresh.removeIf(group::isMember);
    if (!fresh.isEmpty()) {
      requireRoom(group.members().size() + fresh.size());
      requireReachable(work, who, fresh);
      long from = group.isHistoryShared() ? 0 : group.lastSeq();
      members.insert(work.handle(), group.id(), fresh, from, group.lastSeq());
      group.add(fresh, from);
      changed(work, group);
    }
    return reply(group);
  }

  JsonObject remove(Work work, AccountId who, Change.Remove remove) {
    Conversation group = owned(work, who, remove.conversation());
    if (remove.member().equals(who)) {
      throw Refusal.badRequest("You cannot remove yourself; leave the group.");
    }
    if (group.isMember(remove.member())) {
      letGo(work, group, remove.member());
    }
    return reply(group);
  }

  JsonObject leave(Work work, AccountId who, Change.Leave leave) {
    Conversation group = group(work, who, leave.conversation());
    letGo(work, group, who);
    return Json.builder().add("conversation", group.id().toString()).build();
  }

  JsonObject rename(Work work, AccountId who, Change.Rename rename) {
    Conversation group = owned(work, who, rename.conversation());
    if (!group.title().equals(rename.title())) {
      group.rename(rename.title());
      changed(work, group);
    }
    return reply(group);
  }

  JsonObject giveTo(Work work, AccountId who, Change.GiveTo giveTo) {
    Conversation group = owned(work, who, giveTo.conversation());
    if (!group.isMember(giveTo.member())) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such member in this group.");
    }
    if (!giveTo.member().equals(who)) {
      group.giveTo(giveTo.member());
      changed(work, group);
    }
    return reply(group);
  }

  /** From here on he sees nothing of the group: his row is gone before the others are told. */
  private void letGo(Work work, Conversation group, AccountId member) {
    members.delete(work.handle(), group.id(), member);
    group.remove(member);
    work.tell(Kind.LEFT, group.id(), member, ConversationPayloads.left(group.id()));
    changed(work, group);
  }

  private static void changed(Work work, Conversation group) {
    work.stores().conversations().updateGroup(work.handle(), group);
    work.tellOf(group);
  }

  private static Conversation group(Work work, AccountId who, ConversationId id) {
    Conversation conversation = work.conversation(who, id);
    if (!conversation.isGroup()) {
      throw Refusal.badRequest("This is no group.");
    }
    return conversation;
  }

  private static Conversation owned(Work work, AccountId who, ConversationId id) {
    Conversation group = group(work, who, id);
    if (!group.owner().equals(who)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only the owner of a group may do this.");
    }
    return group;
  }

  private void requireRoom(int size) {
    int most = settings.get(Settings.GROUP_MEMBERS);
    if (size > most) {
      throw Refusal.of(ErrorCode.QUOTA, "A group has at most " + most + " members.");
    }
  }

  /** Nobody gets into a group by somebody whose messages he does not take. */
  private void requireReachable(Work work, AccountId who, Collection<AccountId> people) {
    Map<AccountId, Contact> found = contacts.contacts(work.handle(), who, List.copyOf(people));
    for (AccountId person : people) {
      Contact contact = found.get(person);
      if (contact == null) {
        throw Work.notFound();
      }
      if (!person.equals(who)) {
        contact.requireReachable();
      }
    }
  }

  private static JsonObject reply(Conversation group) {
    return Json.builder()
        .add("conversation", group.id().toString())
        .add("rev", group.rev())
        .build();
  }
}
