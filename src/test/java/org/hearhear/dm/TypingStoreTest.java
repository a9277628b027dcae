package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hearhear.account.TestAccounts;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see somebody type, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TypingStoreTest {
  private final TestDatabase kind;
  private final TypingStore store = new TypingStore();
  private Database database;
  private AccountId ada;
  private AccountId ben;
  private AccountId carl;
  private ConversationId conversation;

  TypingStoreTest(TestDatabase kind) {
    this.kind = kind;
  }

  /** Ada and Ben have a conversation. */
  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    ada = new TestAccounts(database).create("ada");
    ben = new TestAccounts(database).create("ben");
    carl = new TestAccounts(database).create("carl");
    long id =
        database.inTransaction(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO conversation (kind, low_account, high_account, last_seq,"
                            + " activity, created_at)"
                            + " VALUES ('direct', ?, ?, 0, 0, CURRENT_TIMESTAMP)")
                    .bind(0, ada.value())
                    .bind(1, ben.value())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one());
    conversation = new ConversationId(id);
    for (AccountId member : List.of(ada, ben)) {
      change("INSERT INTO member (conversation_id, account_id) VALUES (?, ?)", id, member.value());
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void membersAreTold() {
    assertThat(members(ada))
        .containsExactlyInAnyOrder(
            new TypingStore.Member(ada, true), new TypingStore.Member(ben, true));
  }

  @Test
  void nobodyIsAMemberForWhoIsNotInTheConversation() {
    assertThat(members(carl)).isEmpty();
    assertThat(
            database.<List<TypingStore.Member>>inTransaction(
                handle -> store.members(handle, new ConversationId(999_999), ada)))
        .isEmpty();
  }

  @Test
  void nobodyIsToldWhereOneHasBlockedTheOther() {
    for (String side : List.of("low", "high")) {
      change("UPDATE conversation SET " + side + "_blocks = true WHERE id = ?", id());

      assertThat(members(ada)).extracting(TypingStore.Member::isTold).containsOnly(false);
      assertThat(members(ben)).extracting(TypingStore.Member::isTold).containsOnly(false);
      change("UPDATE conversation SET " + side + "_blocks = false WHERE id = ?", id());
    }
    assertThat(members(ada)).extracting(TypingStore.Member::isTold).containsOnly(true);
  }

  @Test
  void nobodyIsToldOfWhoIsInvisible() {
    change("UPDATE account SET status = 'invisible' WHERE id = ?", ada.value());

    assertThat(members(ada)).extracting(TypingStore.Member::isTold).containsOnly(false);
    assertThat(members(ben)).extracting(TypingStore.Member::isTold).containsOnly(true);
  }

  private List<TypingStore.Member> members(AccountId typing) {
    return database.inTransaction(handle -> store.members(handle, conversation, typing));
  }

  private long id() {
    return conversation.value();
  }

  private void change(String sql, Object... values) {
    database.useTransaction(handle -> handle.execute(sql, values));
  }
}
