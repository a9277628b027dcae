package org.hearhear.live;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.CloseCode;

/**
 * This node's connections, and which subjects each of them follows. Publications on voters go
 * straight to the followers' outboxes; accounts, boards and items have feeds of their own. Safe for
 * all threads.
 */
@Singleton
public class Hub {
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final Map<Subject, Set<Connection>> followers = new ConcurrentHashMap<>();
  private final Map<AccountId, Integer> perAccount = new ConcurrentHashMap<>();

  @Inject
  public Hub(Broker broker) {
    broker.subscribe(Subject.Kind.VOTER, this::deliver);
    broker.subscribe(Subject.Kind.LOGIN, (position, ended) -> signOut(position.subject()));
  }

  /** Takes a connection in; from here on the end of its login closes it. */
  void add(Connection connection) {
    connections.put(connection.id(), connection);
    perAccount.merge(connection.account(), 1, Integer::sum);
    follow(connection, Subject.login(connection.login()));
  }

  /** Forgets a connection and all that it follows. May be called twice. */
  void remove(Connection connection) {
    if (connections.remove(connection.id()) != null) {
      perAccount.computeIfPresent(
          connection.account(), (account, count) -> count == 1 ? null : count - 1);
    }
    for (Subject subject : connection.following().end()) {
      unfollow(connection, subject);
    }
  }

  /** Sends the publications on a subject to a connection, until told otherwise or it is gone. */
  public void follow(Connection connection, Subject subject) {
    if (connection.following().add(subject)) {
      followers.compute(
          subject,
          (same, set) -> {
            Set<Connection> growing = set == null ? ConcurrentHashMap.newKeySet() : set;
            growing.add(connection);
            return growing;
          });
      if (connection.following().hasEnded()) {
        // It was removed while this was being added: what remove() did not see is undone here.
        unfollow(connection, subject);
      }
    }
  }

  public void unfollow(Connection connection, Subject subject) {
    connection.following().remove(subject);
    followers.computeIfPresent(
        subject,
        (same, set) -> {
          set.remove(connection);
          return set.isEmpty() ? null : set;
        });
  }

  /** The subjects of a kind that somebody follows now. */
  public List<Subject> followed(Subject.Kind kind) {
    return followers.keySet().stream().filter(subject -> subject.kind() == kind).toList();
  }

  /** Who follows a subject now; a live view. */
  public Collection<Connection> followers(Subject subject) {
    return followers.getOrDefault(subject, Set.of());
  }

  public Collection<Connection> all() {
    return connections.values();
  }

  public int countOf(AccountId account) {
    return perAccount.getOrDefault(account, 0);
  }

  private void deliver(Position position, Publication publication) {
    for (Connection connection : followers(position.subject())) {
      connection.event(publication.payload());
    }
  }

  private void signOut(Subject login) {
    for (Connection connection : followers(login)) {
      connection.close(CloseCode.SIGNED_OUT);
    }
  }
}
