package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publications reach who follows their subject, and nobody else. */
class HubTest {
  private static final AccountId ADA = new AccountId(1);
  private static final AccountId GRACE = new AccountId(2);
  private static final Subject VOTES = Subject.voter(ADA);

  private final TestNode node = new TestNode();
  private final Hub hub = node.hub();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void accountsAreLeftToTheirFeeds() {
    Peer peer = node.connect(ADA).greeted();
    Subject account = Subject.account(ADA);
    hub.follow(peer.connection(), account);

    publish(account, 1, "message");

    assertThat(peer.events()).isEmpty();
  }

  @Test
  void everyFollowerIsTold() {
    Peer one = node.connect(ADA).greeted();
    Peer other = node.connect(ADA).greeted();
    hub.follow(one.connection(), VOTES);
    hub.follow(other.connection(), VOTES);

    publish(VOTES, 1, "message");

    assertThat(one.events()).hasSize(1);
    assertThat(other.events()).hasSize(1);
  }

  @Test
  void whoFollowsSomethingElseIsNotTold() {
    Peer peer = node.connect(GRACE).greeted();
    hub.follow(peer.connection(), Subject.board(new BoardId(8)));
    hub.follow(peer.connection(), Subject.voter(GRACE));

    publish(VOTES, 1, "message");

    assertThat(peer.events()).isEmpty();
  }

  @Test
  void whoFollowsTwiceIsToldOnce() {
    Peer peer = node.connect(ADA).greeted();
    hub.follow(peer.connection(), VOTES);
    hub.follow(peer.connection(), VOTES);

    publish(VOTES, 1, "message");

    assertThat(peer.events()).hasSize(1);
  }

  @Test
  void whoHasUnfollowedIsNotTold() {
    Peer peer = node.connect(ADA).greeted();
    hub.follow(peer.connection(), VOTES);
    hub.unfollow(peer.connection(), VOTES);

    publish(VOTES, 1, "message");

    assertThat(peer.events()).isEmpty();
    assertThat(hub.followers(VOTES)).isEmpty();
  }

  @Test
  void talliesAreLeftToTheFeed() {
    Peer peer = node.connect(ADA).greeted();
    Subject item = Subject.item(new ItemId(5));
    hub.follow(peer.connection(), item);

    publish(item, 1, "tally");

    assertThat(peer.events()).isEmpty();
    assertThat(hub.followers(item)).containsExactly(peer.connection());
  }

  @Test
  void endOfALoginClosesItsConnectionsOnly() {
    Feature nothing = (connection, command) -> {};
    Peer ended = node.connect(ADA, new LoginId(100), nothing).greeted();
    Peer other = node.connect(ADA, new LoginId(101), nothing).greeted();

    publish(Subject.login(new LoginId(100)), 0, "ended");

    assertThat(ended.next().getInt("code")).isEqualTo(4501);
    assertThat(ended.session().closeCode()).isEqualTo(4501);
    assertThat(other.events()).isEmpty();
  }

  @Test
  void removedConnectionIsForgotten() {
    Peer peer = node.connect(ADA).greeted();
    hub.follow(peer.connection(), VOTES);
    assertThat(hub.countOf(ADA)).isEqualTo(1);

    hub.remove(peer.connection());
    hub.remove(peer.connection());

    assertThat(hub.all()).isEmpty();
    assertThat(hub.countOf(ADA)).isZero();
    assertThat(hub.followers(VOTES)).isEmpty();
    assertThat(hub.followers(Subject.login(peer.connection().login()))).isEmpty();
  }

  @Test
  void removingTwiceCountsOnce() {
    Peer peer = node.connect(ADA);
    node.connect(ADA);

    hub.remove(peer.connection());
    hub.remove(peer.connection());

    assertThat(hub.countOf(ADA)).isEqualTo(1);
  }

  @Test
  void removedConnectionCannotFollow() {
    Peer peer = node.connect(ADA);
    hub.remove(peer.connection());

    hub.follow(peer.connection(), VOTES);

    assertThat(hub.followers(VOTES)).isEmpty();
  }

  @Test
  void followingIsCountedByKind() {
    Peer peer = node.connect(ADA);
    hub.follow(peer.connection(), Subject.item(new ItemId(1)));
    hub.follow(peer.connection(), Subject.item(new ItemId(2)));
    hub.follow(peer.connection(), Subject.board(new BoardId(1)));

    assertThat(peer.connection().countFollowing(Subject.Kind.ITEM)).isEqualTo(2);
    assertThat(peer.connection().isFollowing(Subject.item(new ItemId(2)))).isTrue();
    assertThat(peer.connection().isFollowing(Subject.item(new ItemId(3)))).isFalse();
  }

  @Test
  void followingWhileBeingRemovedLeavesNothingBehind()
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2);
    for (int round = 0; round < 2_000; round++) {
      Peer peer = node.connect(ADA);
      Future<?> removed =
          threads.submit(
              () -> {
                together.await();
                hub.remove(peer.connection());
                return null;
              });
      Future<?> followed =
          threads.submit(
              () -> {
                together.await();
                hub.follow(peer.connection(), VOTES);
                return null;
              });
      removed.get();
      followed.get();

      assertThat(hub.followers(VOTES)).as("round %s", round).isEmpty();
    }
    threads.shutdown();
  }

  private void publish(Subject subject, long at, String type) {
    node.broker()
        .publish(
            new Publication(List.of(new Position(subject, at)), Payload.of(type, generator -> {})));
  }
}
