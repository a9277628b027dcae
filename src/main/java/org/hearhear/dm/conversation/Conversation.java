package org.hearhear.dm.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hearhear.account.Accepts;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * A conversation whose row is locked: as it was found, and with what the running batch has changed.
 * For the one thread of the batch.
 */
public final class Conversation {
  private final ConversationId id;

  /** Null for a group. */
  private final @Nullable Direct direct;

  /** Null for a direct conversation. */
  private final @Nullable Group group;

  private long lastSeq;
  private boolean advanced;

  /** One of the two people of a direct conversation, as the conversation knows him. */
  static final class Side {
    private final AccountId account;

    /** Null when the account is disabled. */
    private final @Nullable Accepts accepts;

    private boolean blocks;
    private boolean wrote;

    Side(AccountId account, @Nullable Accepts accepts, boolean blocks, boolean wrote) {
      this.account = account;
      this.accepts = accepts;
      this.blocks = blocks;
      this.wrote = wrote;
    }
  }

  /** What a direct conversation has. */
  record Direct(Side low, Side high) {
    private Side of(AccountId account) {
      return low.account.equals(account) ? low : high;
    }

    private AccountPair pair() {
      return new AccountPair(low.account, high.account);
    }
  }

  /** What a group has. */
  static final class Group {
    private final boolean historyShared;

    /** Each with the message behind which he sees the group. */
    private final TreeMap<AccountId, Long> members = new TreeMap<>();

    private String title;
    private AccountId owner;
    private long rev;

    Group(String title, AccountId owner, long rev, boolean historyShared) {
      this.title = title;
      this.owner = owner;
      this.rev = rev;
      this.historyShared = historyShared;
    }
  }

  Conversation(ConversationId id, long lastSeq, @Nullable Direct direct, @Nullable Group group) {
    this.id = id;
    this.lastSeq = lastSeq;
    this.direct = direct;
    this.group = group;
  }

  /** A group that is just being created, without members yet. */
  static Conversation created(
      ConversationId id, String title, AccountId owner, boolean historyShared) {
    return new Conversation(id, 0, null, new Group(title, owner, 1, historyShared));
  }

  public ConversationId id() {
    return id;
  }

  public boolean isGroup() {
    return group != null;
  }

  /** Who takes part, in order of the accounts. */
  public List<AccountId> members() {
    return direct != null ? direct.pair().both() : List.copyOf(group().members.keySet());
  }

  public boolean isMember(AccountId account) {
    return direct != null
        ? direct.low.account.equals(account) || direct.high.account.equals(account)
        : group().members.containsKey(account);
  }

  /** Those who may see a message. */
  public List<AccountId> viewers(long seq) {
    return members().stream().filter(member -> seq > seesBehind(member)).toList();
  }

  /** Behind which message a member sees the conversation. */
  public long seesBehind(AccountId member) {
    return group == null ? 0 : group.members.getOrDefault(member, Long.MAX_VALUE);
  }

  public long lastSeq() {
    return lastSeq;
  }

  /** The place of the next message, which this person writes. */
  public long next(AccountId sender) {
    if (direct != null) {
      direct.of(sender).wrote = true;
    }
    advanced = true;
    return ++lastSeq;
  }

  /** Whether messages were added. */
  boolean isAdvanced() {
    return advanced;
  }

  // Direct conversations.

  /** Who the two are; empty for a group. */
  public Optional<AccountPair> pair() {
    return Optional.ofNullable(direct).map(Direct::pair);
  }

  /** The other one of the two. */
  public AccountId other(AccountId account) {
    return direct().pair().other(account);
  }

  /** From whom he takes messages; empty when he is not there any more. */
  public Optional<Accepts> accepts(AccountId account) {
    return Optional.ofNullable(direct().of(account).accepts);
  }

  public boolean hasWritten(AccountId account) {
    return direct().of(account).wrote;
  }

  /** Whether he has blocked the other. */
  public boolean blocks(AccountId account) {
    return direct().of(account).blocks;
  }

  /** Blocks the other, or no longer. */
  public void setBlocks(AccountId account, boolean blocks) {
    direct().of(account).blocks = blocks;
  }

  // Groups.

  public String title() {
    return group().title;
  }

  public AccountId owner() {
    return group().owner;
  }

  /** Grows with each change of the group. */
  public long rev() {
    return group().rev;
  }

  public boolean isHistoryShared() {
    return group().historyShared;
  }

  /** What is told of a group; empty for a direct conversation. */
  public Optional<Described.Group> described() {
    return Optional.ofNullable(group)
        .map(has -> new Described.Group(has.title, has.owner, has.rev, has.historyShared));
  }

  public void rename(String title) {
    group().title = title;
    group().rev++;
  }

  /** Gives the group to another member. */
  public void giveTo(AccountId owner) {
    group().owner = owner;
    group().rev++;
  }

  /** Takes people in, who see what comes behind {@code from}. */
  public void add(Collection<AccountId> accounts, long from) {
    accounts.forEach(account -> group().members.put(account, from));
    group().rev++;
  }

  /** Lets a member go; when he was the owner, the group is given to whoever is first. */
  public void remove(AccountId account) {
    Group changed = group();
    changed.members.remove(account);
    changed.rev++;
    if (changed.owner.equals(account) && !changed.members.isEmpty()) {
      changed.owner = changed.members.firstKey();
    }
  }

  /** Those who are members already, as they were read or have just been written. */
  public void found(Collection<AccountId> members, long from) {
    members.forEach(member -> group().members.put(member, from));
  }

  private Direct direct() {
    if (direct == null) {
      throw new IllegalStateException("Conversation " + id + " is a group.");
    }
    return direct;
  }

  private Group group() {
    if (group == null) {
      throw new IllegalStateException("Conversation " + id + " is direct.");
    }
    return group;
  }
}
