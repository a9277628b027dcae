package org.hearhear.upvote.vote;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hearhear.account.Account;
import org.hearhear.journal.AppliedStore;
import org.hearhear.storage.Pipeline;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.BoardStore;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.ItemStore.LogHead;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Some votes and posts in one transaction: the items are locked, repeats are found by their keys,
 * votes are applied in order, and counts and logs are written once for each item. Used once, by one
 * thread.
 */
final class UpvoteBatch {
  private final UpvoteStores stores;
  private final Handle handle;
  private final List<UpvoteWrite> writes;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final ForeignItems foreign;
  private final Map<ItemId, ItemStore.Locked> items = new HashMap<>();
  private final Map<AppliedStore.Id, AppliedStore.Applied> applied = new HashMap<>();
  private final Map<BoardId, Board> boards = new HashMap<>();
  private final Map<AccountId, Optional<Account>> accounts = new HashMap<>();

  /** The votes as they are, and then as they become. */
  private final Map<VoteStore.Id, VoteStore.Vote> votes = new HashMap<>();

  /** What this batch has changed. */
  private final Map<VoteStore.Id, VoteStore.Vote> changedVotes = new LinkedHashMap<>();

  private final Map<ItemId, VotedItem> changedItems = new LinkedHashMap<>();

  UpvoteBatch(UpvoteStores stores, Handle handle, List<UpvoteWrite> writes) {
    this.stores = stores;
    this.handle = handle;
    this.writes = writes;
    this.foreign = new ForeignItems(stores, handle);
  }

  List<UpvoteResult> apply() {
    lockBoards();
    read();
    Budgets budgets = readBudgets();
    List<UpvoteResult> results = new ArrayList<>(writes.size());
    Map<AppliedStore.Id, First> firsts = new HashMap<>();
    for (UpvoteWrite write : writes) {
      UpvoteResult result = decide(write, firsts.get(write.id()), budgets);
      results.add(result);
      firsts.putIfAbsent(write.id(), new First(write.digest(), result));
    }
    write(results);
    return results;
  }

  private List<UpvoteWrite.Cast> casts() {
    return writes.stream()
        .filter(UpvoteWrite.Cast.class::isInstance)
        .map(UpvoteWrite.Cast.class::cast)
        .toList();
  }

  /** Locks the boards that may get items: nothing is added to a board while it is changed. */
  private void lockBoards() {
    Set<ForeignKey> keys = new HashSet<>();
    casts().forEach(cast -> cast.foreign().ifPresent(keys::add));
    Set<BoardId> growing = foreign.find(keys);
    for (UpvoteWrite write : writes) {
      if (write instanceof UpvoteWrite.Posting posting) {
        growing.add(posting.board());
      }
    }
    if (!growing.isEmpty()) {
      stores.boards().lock(handle, growing);
      stores.boards().find(handle, growing).forEach(board -> boards.put(board.id(), board));
      foreign.find(keys); // Whoever had the lock before may have made some of them.
    }
  }

  /** Locks the items first: what follows is what was there when the locks were given. */
  private void read() {
    Set<ItemId> ids = new HashSet<>();
    Set<VoteStore.Id> voteIds = new HashSet<>();
    for (UpvoteWrite.Cast cast : casts()) {
      item(cast)
          .ifPresent(
              id -> {
                ids.add(id);
                voteIds.add(voteId(cast, id));
              });
    }
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<ItemStore.Locked> locked = stores.items().lock(pipeline, ids);
    Pipeline.Rows<Board> theirs = stores.boards().find(pipeline, Set.of(), ids);
    Pipeline.Rows<AppliedStore.Found> repeats =
        stores.applied().find(pipeline, writes.stream().map(UpvoteWrite::id).toList());
    Pipeline.Rows<VoteStore.Vote> cast = stores.votes().find(pipeline, voteIds);
    Pipeline.Rows<Account> voters =
        stores
            .accounts()
            .find(pipeline, voteIds.stream().map(VoteStore.Id::account).distinct().toList());
    pipeline.run();
    voters
        .get()
        .forEach(
            voter ->
                accounts.put(voter.id(), Optional.of(voter).filter(known -> !known.disabled())));
    locked.get().forEach(item -> items.put(item.id(), item));
    theirs.get().forEach(board -> boards.put(board.id(), board));
    repeats.get().forEach(found -> applied.put(found.id(), found.applied()));
    cast.get().forEach(vote -> votes.put(vote.id(), vote));
  }

  private Budgets readBudgets() {
    Map<AccountId, Set<Board>> voters = new HashMap<>();
    for (UpvoteWrite.Cast cast : casts()) {
      board(cast)
          .map(boards::get)
          .ifPresent(
              board ->
                  voters
                      .computeIfAbsent(cast.connection().account(), unseen -> new HashSet<>())
                      .add(board));
    }
    return Budgets.read(handle, stores, voters);
  }

  private Optional<BoardId> board(UpvoteWrite.Cast cast) {
    return item(cast)
        .map(items::get)
        .map(ItemStore.Locked::board)
        .or(() -> cast.foreign().map(ForeignKey::board));
  }

  /** The first write of this batch with its key. */
  private record First(String digest, UpvoteResult result) {}

  private UpvoteResult decide(UpvoteWrite write, @Nullable First first, Budgets budgets) {
    AppliedStore.Applied earlier = applied.get(write.id());
    if (earlier != null) {
      return repeated(earlier, write.digest());
    }
    if (first != null) {
      return first.digest().equals(write.digest()) ? repeated(first.result()) : keyReused();
    }
    try {
      return write instanceof UpvoteWrite.Cast cast
          ? cast(cast, budgets)
          : post((UpvoteWrite.Posting) write);
    } catch (Refusal refusal) {
      return new UpvoteResult.Refused(refusal);
    }
  }

  private UpvoteResult cast(UpvoteWrite.Cast cast, Budgets budgets) {
    Optional<ItemStore.Locked> found = item(cast).map(items::get);
    Board board = requireBoard(board(cast).orElseThrow(Work::noItem));
    found.ifPresentOrElse(
        item -> requireTakesVote(cast, item, board), () -> requireMayMake(cast, board));
    requireAllowed(cast, board);
    AccountId voter = cast.connection().account();
    Optional<VoteStore.Vote> before =
        found.map(item -> votes.get(new VoteStore.Id(item.id(), voter)));
    int valueBefore = before.map(VoteStore.Vote::value).orElse(0);
    budgets.spend(board, voter, valueBefore, cast.value());
    ItemStore.Locked item = found.orElseGet(() -> make(cast, board));
    if (valueBefore == cast.value()) {
      VotedItem changed = changedItems.get(item.id());
      return counted(cast, changed == null ? item.tally() : changed.tally(), Optional.empty());
    }
    VotedItem changed =
        changedItems.computeIfAbsent(item.id(), unchanged -> new VotedItem(item, now));
    VoteStore.Id id = new VoteStore.Id(item.id(), voter);
    UUID key = before.map(VoteStore.Vote::voterKey).orElseGet(UUID::randomUUID);
    VoteStore.Vote after = changed.vote(id, key, valueBefore, cast.value());
    votes.put(id, after);
    changedVotes.put(id, after);
    return counted(cast, changed.tally(), Optional.of(changed.head()));
  }

  /** The vote counts, so there is something that it is for. */
  private ItemStore.Locked make(UpvoteWrite.Cast cast, Board board) {
    ItemStore.Locked made = foreign.make(cast.foreign().orElseThrow(), board, now);
    items.put(made.id(), made);
    return made;
  }

  private UpvoteResult counted(UpvoteWrite.Cast cast, Tally tally, Optional<LogHead> receipt) {
    return new UpvoteResult.Counted(
        UpvotePayloads.voteReply(tally, cast.value(), receipt),
        tally,
        receipt.isPresent(),
        foreign.takeMade(tally.item()));
  }

  private void requireMayMake(UpvoteWrite.Cast cast, Board board) {
    if (cast.foreign().isEmpty()) {
      throw Work.noItem();
    }
    if (cast.value() == 0) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "Nobody has voted on this, so there is no such item.");
    }
    if (!board.rules().foreignItems()) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN, "On this board a vote makes no item; post the item first.");
    }
    if (!board.isOpen(now)) {
      throw closed();
    }
  }

  private void requireTakesVote(UpvoteWrite.Cast cast, ItemStore.Locked item, Board board) {
    Work.requireThere(item.gone(), item.into());
    if (!board.isOpen(now)) {
      throw closed();
    }
    if (!item.takesVotes()) {
      throw Refusal.of(
          ErrorCode.CLOSED, "This item is '" + item.state() + "' and takes no more votes.");
    }
    if (cast.value() != 0
        && !board.rules().selfVotes()
        && item.author().filter(cast.connection().account()::equals).isPresent()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "On this board nobody votes on an item of his own.");
    }
  }

  private void requireAllowed(UpvoteWrite.Cast cast, Board board) {
    if (!board.rules().mayVote().includes(requireAccount(cast.connection().account()))) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "You may not vote on this board.");
    }
    if (cast.value() < 0 && !board.rules().downvotes()) {
      throw Refusal.badRequest("This board takes no votes against an item.");
    }
  }

  private UpvoteResult post(UpvoteWrite.Posting posting) {
    Board board = requireBoard(posting.board());
    AccountId author = posting.connection().account();
    if (!board.rules().mayPost().includes(requireAccount(author))) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "You may not post on this board.");
    }
    if (!board.isOpen(now)) {
      throw closed();
    }
    ItemId id =
        stores
            .items()
            .insert(
                handle,
                new ItemStore.New(
                    board.id(),
                    Optional.empty(),
                    Optional.of(author),
                    posting.title(),
                    posting.text(),
                    board.rules().workflow().first(),
                    now))
            .orElseThrow();
    return new UpvoteResult.Posted(
        UpvotePayloads.postReply(id, 1), stores.items().find(handle, id).orElseThrow());
  }

  private Account requireAccount(AccountId id) {
    return accounts
        .computeIfAbsent(
            id,
            unread -> stores.accounts().find(handle, unread).filter(account -> !account.disabled()))
        .orElseThrow(() -> Refusal.of(ErrorCode.FORBIDDEN, "Your account is disabled."));
  }

  private Board requireBoard(BoardId id) {
    Board board = boards.get(id);
    if (board == null) {
      throw BoardStore.noBoard();
    }
    return board;
  }

  private static Refusal closed() {
    return Refusal.of(ErrorCode.CLOSED, "The board is closed.");
  }

  private Optional<ItemId> item(UpvoteWrite.Cast cast) {
    return cast.item().or(() -> cast.foreign().flatMap(foreign::find));
  }

  /** Writes votes, logs and counts, and what was applied with its reply in order of the keys. */
  private void write(List<UpvoteResult> results) {
    Pipeline pipeline = new Pipeline(handle);
    if (!changedVotes.isEmpty()) {
      List<VoteLog.Entry> entries = new ArrayList<>();
      List<ItemStore.Counts> counts = new ArrayList<>();
      for (VotedItem changed : changedItems.values()) {
        entries.addAll(changed.takeEntries());
        counts.add(changed.counts());
      }
      stores.votes().write(pipeline, changedVotes.values());
      stores.logs().append(pipeline, entries);
      stores.items().update(pipeline, counts);
    }
    Map<AppliedStore.Id, AppliedStore.Applied> fresh = new TreeMap<>();
    for (int i = 0; i < writes.size(); i++) {
      UpvoteWrite write = writes.get(i);
      reply(results.get(i))
          .ifPresent(
              reply -> fresh.put(write.id(), new AppliedStore.Applied(write.digest(), reply)));
    }
    if (!fresh.isEmpty()) {
      stores.applied().insert(pipeline, fresh, now);
    }
    pipeline.run();
  }

  /** What a write was answered that was done now. */
  private static Optional<JsonObject> reply(UpvoteResult result) {
    if (result instanceof UpvoteResult.Counted counted) {
      return Optional.of(counted.reply());
    }
    return result instanceof UpvoteResult.Posted posted
        ? Optional.of(posted.reply())
        : Optional.empty();
  }

  private static UpvoteResult repeated(UpvoteResult first) {
    return reply(first).<UpvoteResult>map(UpvoteResult.Repeated::new).orElse(first);
  }

  /** The answer to a write whose key was used before. */
  static UpvoteResult repeated(AppliedStore.Applied earlier, String digest) {
    return earlier.digest().equals(digest)
        ? new UpvoteResult.Repeated(earlier.reply())
        : keyReused();
  }

  private static UpvoteResult keyReused() {
    return new UpvoteResult.Refused(
        Refusal.of(ErrorCode.KEY_REUSED, "This key was used before for something else."));
  }

  private static VoteStore.Id voteId(UpvoteWrite.Cast cast, ItemId item) {
    return new VoteStore.Id(item, cast.connection().account());
  }
}
