package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Who may find and see whom. Somebody who may not be seen looks like nobody. Safe for all threads.
 */
@Singleton
public class People {
  private static final int OUTDATED_MAX = 200;
  private static final int LOOKED_THROUGH_MAX = 3_000;

  private final Database database;
  private final PeopleStore store;
  private final AccountWordStore words;

  /** Whether people are found whom one has no conversation with. */
  private final boolean listsStrangers;

  @Inject
  public People(Settings settings, Database database, PeopleStore store, AccountWordStore words) {
    this.database = database;
    this.store = store;
    this.words = words;
    listsStrangers = settings.get(Settings.PEOPLE_LISTED).equals("everyone");
  }

  /** A page of the people whom the viewer may write to and the operator lets him look for. */
  PeoplePage find(Account viewer, PeopleQuery wanted) {
    return PeoplePage.of(
        database.inTransaction(handle -> find(handle, viewer, wanted.andOneMore())),
        wanted.limit());
  }

  private List<PeopleStore.Found> find(Handle handle, Account viewer, PeopleQuery wanted) {
    if (listsStrangers || viewer.isModerator()) {
      return store.page(handle, viewer.id(), wanted);
    }
    Set<AccountId> known = store.known(handle, viewer.id(), LOOKED_THROUGH_MAX + 1);
    // Few are looked through one by one; among many, the next ones that fit are found soon.
    return known.size() <= LOOKED_THROUGH_MAX
        ? store.pageOf(handle, viewer.id(), wanted, known)
        : store.pageOfKnown(handle, viewer.id(), wanted);
  }

  /** Who has exactly this name, if the viewer may write to him. */
  Optional<Profile> findByName(Account viewer, String name) {
    String folded = Accounts.folded(name);
    return Accounts.isName(folded)
        ? database.inTransaction(handle -> store.findByName(handle, viewer.id(), folded))
        : Optional.empty();
  }

  /** A page of all accounts, for moderators. */
  PeoplePage accounts(PeopleQuery wanted) {
    return PeoplePage.of(
        database.inTransaction(handle -> store.pageOfAll(handle, wanted.andOneMore())),
        wanted.limit());
  }

  /**
   * Somebody whom the viewer may see: himself, who shares a conversation with him, and whom he may
   * write to, or could if he had not blocked him. Moderators see everybody.
   */
  public Profile visible(Account viewer, AccountId id) {
    return database.inTransaction(
        handle ->
            (viewer.isModerator()
                    ? store.find(handle, id)
                    : store.visible(handle, viewer.id(), List.of(id), listsStrangers).stream()
                        .findFirst())
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such person.")));
  }

  /** Makes the words that are missing since an update of the application; returns for how many. */
  public int indexOutdated() {
    int all = 0;
    int some;
    do {
      some = database.inTransaction(this::indexSome);
      all += some;
    } while (some == OUTDATED_MAX);
    return all;
  }

  private int indexSome(Handle handle) {
    List<AccountWordStore.Named> outdated = words.lockOutdated(handle, OUTDATED_MAX);
    if (!outdated.isEmpty()) {
      words.write(handle, outdated);
    }
    return outdated.size();
  }
}
