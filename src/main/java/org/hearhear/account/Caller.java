package org.hearhear.account;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;

/**
 * Who makes a request: the principal that the door puts into requests and handshakes.
 *
 * @param network where he comes from, as limits by address count it; empty until the door has said
 */
public record Caller(Account account, LoginId login, Instant accountCreatedAt, String network)
    implements Principal {

  /** The same, seen to come from somewhere. */
  public Caller from(String where) {
    return new Caller(account, login, accountCreatedAt, where);
  }

  @Override
  public String getName() {
    return account.name();
  }

  /** The caller of an HTTP request; throws {@code unauthenticated} when nobody is signed in. */
  public static Caller of(HttpServletRequest request) {
    if (request.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw Refusal.of(ErrorCode.UNAUTHENTICATED, "Sign in first.");
  }

  /** Throws {@code forbidden} for anybody but an administrator. */
  public void requireAdministrator() {
    if (account.role() != Role.ADMINISTRATOR) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only administrators may do this.");
    }
  }

  /** Throws {@code forbidden} for anybody but a moderator or an administrator. */
  public void requireModerator() {
    if (!account.isModerator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only moderators may do this.");
    }
  }
}
