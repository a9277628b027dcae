package org.hearhear.door;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearhear.account.ApiErrors;
import org.hearhear.account.Bearer;
import org.hearhear.account.Caller;
import org.hearhear.account.LoginCookie;
import org.hearhear.account.LoginSessions;
import org.hearhear.account.SignedAddresses;
import org.hearhear.config.AddressRange;
import org.hearhear.config.Settings;
import org.hearhear.live.Connections;
import org.hearhear.live.Hub;
import org.hearhear.live.Limits;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * Stands in front of everything. Handshakes need a login, an allowed origin, our subprotocol and
 * room within the limits. So do calls of the HTTP API need room; those that change something need
 * the CSRF header and, from a browser, an allowed origin. Refusals are plain HTTP with the error
 * object of the API. Safe for all threads.
 */
public class DoorFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(DoorFilter.class.getName());
  private static final Set<String> ENDPOINTS = Set.of("/dm", "/upvote");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SUBPROTOCOL = "hearhear.v1";

  /** Before a token, in a second subprotocol: a browser's WebSocket has no other place for it. */
  private static final String TOKEN = "hearhear.token.";

  private static final Duration RETRY = Duration.ofSeconds(2);

  @Inject transient Settings settings;
  @Inject transient LoginSessions logins;
  @Inject transient SignedAddresses signedAddresses;
  @Inject transient Limits limits;
  @Inject transient Hub hub;
  @Inject transient Connections connections;

  private transient Origins origins = new Origins(List.of());
  private transient CrossOrigin crossOrigin = new CrossOrigin(List.of());
  private transient List<AddressRange> trustedProxies = List.of();
  private transient SecurityHeaders headers = new SecurityHeaders(List.of());

  @Override
  public void init(FilterConfig config) {
    origins = new Origins(settings.get(Settings.ORIGINS));
    crossOrigin = new CrossOrigin(settings.get(Settings.ORIGINS));
    trustedProxies = settings.get(Settings.TRUSTED_PROXIES);
    headers = new SecurityHeaders(settings.get(Settings.FRAME_ANCESTORS));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ClientView client = ClientView.of(request, trustedProxies);
    String path = path(request);
    headers.addTo(response, path);
    crossOrigin.addTo(request, response);
    if (CrossOrigin.isPreflight(request)) {
      crossOrigin.answerPreflight(request, response);
      return;
    }
    HttpServletRequest admitted;
    try {
      if (ENDPOINTS.contains(path)) {
        admitted = handshake(request, client);
      } else if (path.startsWith("/api/")) {
        response.setHeader("Cache-Control", "no-store");
        admitted = call(request, client);
      } else {
        response.setHeader("Cache-Control", "no-cache");
        admitted = new SignedInRequest(request, client, null);
      }
    } catch (Refusal refusal) {
      ApiErrors.send(response, refusal);
      return;
    } catch (RuntimeException failure) {
      LOG.log(ERROR, "The door cannot look up who is signed in", failure);
      ApiErrors.send(
          response,
          Refusal.retry(ErrorCode.UNAVAILABLE, "The server cannot check your login now.", RETRY));
      return;
    }
    chain.doFilter(admitted, response);
  }

  /** The decoded path, as the server matches it: an encoded one must not get past the door. */
  static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }

  private HttpServletRequest handshake(HttpServletRequest request, ClientView client)
      throws IOException {
    if (!Handshakes.isWellFormed(request)) {
      throw Refusal.badRequest("This address speaks WebSocket (RFC 6455, version 13) only.");
    }
    if (Handshakes.isFollowedByBytes(request)) {
      throw Refusal.badRequest("Wait for the answer to the handshake before you send a frame.");
    }
    if (connections.isDraining()) {
      throw Refusal.retry(
          ErrorCode.UNAVAILABLE,
          "This server is going out of service; another one or its successor takes over.",
          settings.get(Settings.RECONNECT_WITHIN));
    }
    limits.handshake(client.network());
    requireOwnOrigin(request, client);
    Caller caller =
        caller(request, client)
            .orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHENTICATED, "Sign in first."));
    if (!Handshakes.offers(request, SUBPROTOCOL)) {
      throw Refusal.badRequest("Offer the subprotocol " + SUBPROTOCOL + ".");
    }
    AccountId account = caller.account().id();
    limits.handshake(account);
    if (hub.countOf(account) >= settings.get(Settings.CONNECTIONS_PER_ACCOUNT)) {
      throw Refusal.retry(
          ErrorCode.RATE_LIMITED, "You have too many connections open.", Duration.ofSeconds(30));
    }
    return new SignedInRequest(request, client, caller);
  }

  private HttpServletRequest call(HttpServletRequest request, ClientView client) {
    limits.call(client.network());
    if (!READING.contains(request.getMethod())) {
      if (!"1".equals(request.getHeader("X-Hearhear"))) {
        throw Refusal.of(ErrorCode.FORBIDDEN, "Changes need the header X-Hearhear: 1.");
      }
      if (request.getHeader("Origin") != null) {
        requireOwnOrigin(request, client);
      }
    }
    Optional<Caller> caller = caller(request, client);
    caller.ifPresent(known -> limits.call(known.account().id()));
    return new SignedInRequest(request, client, caller.orElse(null));
  }

  /** A page cannot leave its origin out, nor send the header that excuses it. */
  private void requireOwnOrigin(HttpServletRequest request, ClientView client) {
    String origin = request.getHeader("Origin");
    if (origin == null && Bearer.token(request).isPresent()) {
      return;
    }
    if (!origins.isAllowed(origin, client)) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN,
          "This origin is not allowed; an operator can add it to HEARHEAR_ORIGINS.");
    }
  }

  private Optional<Caller> caller(HttpServletRequest request, ClientView client) {
    String path = path(request).substring(1);
    Optional<Caller> caller =
        SignedAddresses.isSigned(path, request.getQueryString())
                && READING.contains(request.getMethod())
            ? signedAddresses.signer(path, request.getQueryString())
            : token(request).flatMap(logins::find);
    return caller.map(known -> known.from(client.network()));
  }

  /** What is shown on purpose counts before the cookie, which a browser sends by itself. */
  private static Optional<String> token(HttpServletRequest request) {
    return Bearer.token(request)
        .or(() -> Handshakes.offered(request, TOKEN))
        .or(() -> LoginCookie.token(request));
  }
}
