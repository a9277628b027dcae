package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command that changes a conversation, by everybody who could try it. Who is not in it is
 * told exactly what he is told of a conversation that does not exist, and changes nothing.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DmAuthorisationTest {
  private static final String NOWHERE = "999999999";

  private final DmWorld world;
  private final AccountId owner;
  private final AccountId member;
  private final AccountId former;
  private final AccountId stranger;
  private final AccountId moderator;
  private final String group;

  /** What each command says of whom it lets through; the member wrote message 1, the owner 2. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("send", "owner member"),
          Map.entry("edit", "member"),
          Map.entry("delete", "owner member"),
          Map.entry("react", "owner member"),
          Map.entry("members", "owner"),
          Map.entry("remove", "owner"),
          Map.entry("leave", "owner member"),
          Map.entry("rename", "owner"),
          Map.entry("owner", "owner"),
          Map.entry("mute", "owner member"),
          Map.entry("unmute", "owner member"));

  DmAuthorisationTest(TestDatabase kind) {
    world = new DmWorld(kind);
    owner = world.person();
    member = world.person();
    former = world.person();
    stranger = world.person();
    moderator = world.person();
    world
        .database()
        .useTransaction(
            handle ->
                handle.execute(
                    "UPDATE account SET role = 'MODERATOR' WHERE id = ?", moderator.value()));
    group = world.group(owner, member, former);
    world.done(member, "send", "conversation", group, "text", "mine");
    world.done(former, "leave", "conversation", group);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyCommandIsForThoseItIsFor() {
    Map<String, List<String>> seen = new TreeMap<>();
    Map<String, List<String>> expected = new TreeMap<>();
    for (String command : ALLOWED.keySet()) {
      for (Map.Entry<String, AccountId> who : everybody().entrySet()) {
        String allowed = String.valueOf(ALLOWED.get(command));
        expected
            .computeIfAbsent(command, none -> new ArrayList<>())
            .add(
                who.getKey()
                    + (allowed.contains(who.getKey())
                        ? " done"
                        : isIn(who.getKey()) ? " forbidden" : " not_found"));
        seen.computeIfAbsent(command, none -> new ArrayList<>())
            .add(who.getKey() + " " + tried(attempt(who.getValue(), command, group)));
      }
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void absentLooksLikeForbidden() {
    for (String command : ALLOWED.keySet()) {
      for (AccountId outsider : List.of(stranger, former, moderator)) {
        DmResult of = undone(attempt(outsider, command, group));
        DmResult ofNothing = undone(attempt(outsider, command, NOWHERE));

        assertThat(said(of)).as(command).isEqualTo(said(ofNothing));
        assertThat(DmWorld.refusal(of)).isEqualTo(ErrorCode.NOT_FOUND);
      }
    }
    assertThat(world.replayed(stranger, 0)).isEmpty();
    assertThat(world.replayed(moderator, 0)).isEmpty();
  }

  @Test
  void blockedPersonLearnsNoReason() {
    AccountId blocker = world.person();
    AccountId recluse = world.person();
    world.send(stranger, blocker, "hi");
    world.send(stranger, recluse, "hi");
    world.done(blocker, "block", "account", stranger);
    world.done(recluse, "settings", "accepts", "nobody");

    DmResult blocked = undone(DmWorld.write(stranger, "send", "to", blocker, "text", "x"));
    DmResult unaccepted = undone(DmWorld.write(stranger, "send", "to", recluse, "text", "x"));

    assertThat(said(blocked)).isEqualTo(said(unaccepted));
    assertThat(DmWorld.refusal(blocked)).isEqualTo(ErrorCode.NOT_ACCEPTING);
  }

  private Map<String, AccountId> everybody() {
    Map<String, AccountId> everybody = new TreeMap<>();
    everybody.put("owner", owner);
    everybody.put("member", member);
    everybody.put("former", former);
    everybody.put("stranger", stranger);
    everybody.put("moderator", moderator);
    return everybody;
  }

  private static boolean isIn(String who) {
    return who.equals("owner") || who.equals("member");
  }

  private DmWrite attempt(AccountId who, String command, String conversation) {
    return DmWorld.write(
        who,
        command,
        "conversation",
        conversation,
        "seq",
        1,
        "rev",
        1,
        "text",
        "changed",
        "title",
        "changed",
        "emoji",
        "👍",
        "on",
        true,
        "account",
        command.equals("remove") ? former : member,
        "accounts",
        List.of(stranger));
  }

  /** What comes of a change, and takes it back: each is tried on the same state. */
  private DmResult undone(DmWrite write) {
    List<DmResult> results = new ArrayList<>();
    try {
      world
          .database()
          .useTransaction(
              handle -> {
                results.addAll(world.ledger().apply(handle, List.of(write)));
                throw new TakenBack();
              });
    } catch (TakenBack asWanted) {
      return results.get(0);
    }
    throw new AssertionError("The transaction was committed.");
  }

  /** Ends a transaction without its effect. */
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private String tried(DmWrite write) {
    DmResult result = undone(write);
    return result instanceof DmResult.Done ? "done" : DmWorld.refusal(result).wireName();
  }

  private static String said(DmResult result) {
    return ((DmResult.Refused) result).refusal().sentence();
  }
}
