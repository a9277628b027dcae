package org.hearhear.upvote.export;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hearhear.account.Caller;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * The places for exports: so many of each kind on a node, and so many of them for one account, for
 * each holds one of the server's threads. Logs are for everybody and boards for moderators, so
 * neither takes the other's places. A place is taken before the answer begins, so that who gets
 * none gets a refusal, and is left when all is written or nobody reads on. Safe for all threads.
 */
@Singleton
public class Exports {
  private static final System.Logger LOG = System.getLogger(Exports.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int max;
  private final int accountMax;
  private final Duration time;

  /** Guarded by this: whose exports are being made. */
  private final Map<Kind, List<AccountId>> holders = new EnumMap<>(Kind.class);

  @Inject
  public Exports(Settings settings) {
    max = settings.get(Settings.EXPORTS);
    accountMax = settings.get(Settings.EXPORTS_ACCOUNT);
    time = settings.get(Settings.EXPORT_TIME);
  }

  /** What is exported. */
  enum Kind {
    LOG,
    BOARD
  }

  /** What a file is of, what it is called, and its media type. */
  record Form(Kind kind, String name, String type) {}

  /** Writes a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Sends an export as a file; {@code rate_limited} or {@code unavailable} when there is no place
   * for it. It is written here, and not by the REST implementation, which would log a client that
   * leaves as a failure, with its whole stack.
   *
   * @return what is left to answer: nothing
   */
  Response send(
      HttpServletRequest request, HttpServletResponse response, Form form, Content content) {
    AccountId account = Caller.of(request).account().id();
    take(form.kind, account);
    try {
      response.setContentType(form.type);
      response.setHeader("Content-Disposition", "attachment; filename=\"" + form.name + "\"");
      if (!request.getMethod().equals("HEAD")) {
        write(form.name, content, response);
      }
      return Response.ok().build();
    } finally {
      leave(form.kind, account);
    }
  }

  private void write(String name, Content content, HttpServletResponse response) {
    try {
      OutputStream out = new TimedOutput(response.getOutputStream(), time);
      content.writeTo(out);
      out.flush();
    } catch (IOException | UncheckedIOException ended) {
      if (ended instanceof TimedOutput.TooLate || ended.getCause() instanceof TimedOutput.TooLate) {
        LOG.log(WARNING, "{0} was not read within {1} and is broken off", name, time);
      } else {
        LOG.log(DEBUG, "Nobody reads " + name + " any more", ended);
      }
    }
  }

  private synchronized void take(Kind kind, AccountId account) {
    List<AccountId> taken = taken(kind);
    if (Collections.frequency(taken, account) >= accountMax) {
      throw Refusal.retry(
          ErrorCode.RATE_LIMITED, "Your export before has to end first; then try again.", RETRY);
    }
    if (taken.size() >= max) {
      throw Refusal.retry(
          ErrorCode.UNAVAILABLE, "Too many exports are being made; try again.", RETRY);
    }
    taken.add(account);
  }

  private synchronized void leave(Kind kind, AccountId account) {
    taken(kind).remove(account);
  }

  private List<AccountId> taken(Kind kind) {
    return holders.computeIfAbsent(kind, none -> new ArrayList<>());
  }
}
