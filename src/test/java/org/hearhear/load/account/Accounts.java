package org.hearhear.load.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hearhear.load.run.LoadFailure;

/**
 * Gets as many accounts as a run needs: those of the file first, new ones for the rest, and all of
 * them into the file for the next run. Hashing a password takes the server time, so a few are
 * signed up at the same time.
 */
public final class Accounts {
  private static final int AT_THE_SAME_TIME = 4;
  private static final int SUFFIX_LENGTH = 12;

  private final Registration registration;
  private final Optional<Path> file;

  public Accounts(URI base, Optional<Path> file) {
    this.registration = new Registration(base);
    this.file = file;
  }

  /** Invents accounts for a server that asks for no login. */
  public static List<Account> invented(int count) {
    List<Account> accounts = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      accounts.add(new Account("load-" + id, "", id, "account=" + id));
    }
    return accounts;
  }

  public List<Account> take(int count) {
    List<Account> known = known();
    List<Account> kept = known.subList(0, Math.min(count, known.size()));
    // The logins of a file were made together and end together.
    boolean stale = !kept.isEmpty() && !isUsable(kept.get(0));
    List<Future<Account>> wanted = new ArrayList<>();
    ExecutorService executor = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
    try {
      for (Account account : kept) {
        boolean signIn = stale || !account.isSignedIn();
        wanted.add(executor.submit(() -> signIn ? registration.signIn(account) : account));
      }
      for (int i = kept.size(); i < count; i++) {
        wanted.add(executor.submit(this::signUp));
      }
      List<Account> accounts = new ArrayList<>();
      for (Future<Account> each : wanted) {
        accounts.add(get(each));
      }
      accounts.addAll(known.subList(kept.size(), known.size()));
      save(accounts);
      return List.copyOf(accounts.subList(0, count));
    } finally {
      executor.shutdownNow();
    }
  }

  private boolean isUsable(Account account) {
    return account.isSignedIn() && registration.isSignedIn(account);
  }

  private Account signUp() {
    String unique = UUID.randomUUID().toString().replace("-", "").substring(0, SUFFIX_LENGTH);
    return registration.signUp("load-" + unique, UUID.randomUUID().toString());
  }

  private static Account get(Future<Account> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LoadFailure known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailure("Interrupted");
    }
  }

  private List<Account> known() {
    try {
      return file.isPresent() && Files.exists(file.get())
          ? Files.readAllLines(file.get()).stream().map(Account::parse).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save(List<Account> accounts) {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (!Files.exists(file.get())) {
        // There are logins in it.
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file.get(), PosixFilePermissions.asFileAttribute(ownerOnly));
      }
      Files.write(file.get(), accounts.stream().map(Account::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
