package org.hearhear.load.storm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.Commands;
import org.hearhear.load.client.ConnectionListener;
import org.hearhear.load.client.Kind;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.Received;
import org.hearhear.load.client.Refusals;
import org.hearhear.load.run.Opening;
import org.hearhear.load.run.Run;
import org.jspecify.annotations.Nullable;

/** Writes the messages that the cut clients miss: each account gets so many events. */
final class Missed {
  private static final int TEXT_BYTES = 100;
  private static final int WRITERS_AT_A_TIME = 16;

  private final Run run;
  private final List<Account> accounts;
  private final int each;
  private final Commands commands;
  private final Opening writing;
  private final Map<Account, Long> heads = new HashMap<>();
  private final CompletableFuture<Map<Account, Long>> written = new CompletableFuture<>();

  /**
   * @param accounts an even number
   * @param events for each account, half of them its own messages
   */
  Missed(Run run, List<Account> accounts, int events) {
    this.run = run;
    this.accounts = accounts;
    this.each = events / 2;
    this.commands = new Commands(run.network().allocator(), TEXT_BYTES);
    this.writing = new Opening(accounts.size() / 2, this::open, () -> written.complete(heads));
  }

  /** Complete, with the newest position of each account, when all is written and told. */
  CompletableFuture<Map<Account, Long>> write() {
    run.onLoop(() -> writing.start(WRITERS_AT_A_TIME));
    return written;
  }

  private void open(int pair) {
    Writer first = new Writer(accounts.get(2 * pair), accounts.get(2 * pair + 1));
    Writer second = new Writer(accounts.get(2 * pair + 1), accounts.get(2 * pair));
    first.partner = second;
    second.partner = first;
    first.connect();
    second.connect();
  }

  /**
   * One of a pair, with a connection of its own. It writes the next message when it hears of one.
   */
  private final class Writer implements ConnectionListener {
    private final Account account;
    private final Account to;
    private Writer partner = this;
    // Null until it has its welcome.
    private @Nullable LoadConnection welcome;
    private int sent;
    private int heard;
    private boolean isDone;

    Writer(Account account, Account to) {
      this.account = account;
      this.to = to;
    }

    void connect() {
      var unused = LoadConnection.open(run.network(), run.door("dm", account.cookie()), null, this);
    }

    /** Both begin when both are there: what is written before one's welcome is not told to him. */
    @Override
    public void welcomed(LoadConnection connection, Received received) {
      welcome = connection;
      if (partner.welcome != null) {
        begin(connection);
        partner.begin(partner.welcome);
      }
    }

    @Override
    public void received(LoadConnection connection, Received received) {
      if (received.kind == Kind.ERROR) {
        run.fail(Refusals.command(received));
      } else if (received.kind == Kind.OK) {
        next(connection);
      } else if (received.kind == Kind.MESSAGE) {
        heard++;
        if (heard == 2 * each) {
          end(connection);
        }
      }
    }

    @Override
    public void ended(LoadConnection connection, String why) {
      run.fail((welcome != null ? "A writer was " : "A writer could not connect: ") + why);
    }

    private void begin(LoadConnection connection) {
      if (each == 0) {
        end(connection);
      } else {
        next(connection);
      }
    }

    private void next(LoadConnection connection) {
      if (sent < each) {
        connection.write(commands.sendTo(sent, to.id(), 0, sent));
        sent++;
      }
    }

    private void end(LoadConnection connection) {
      heads.put(account, connection.place().n());
      connection.cut();
      isDone = true;
      if (partner.isDone) {
        writing.opened();
      }
    }
  }
}
