package org.hearhear.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that carries a login token. Its name and path belong to one context root, so that two
 * installations on one host do not collide and other applications do not get the token; the
 * prefixes make browsers insist on HTTPS (http on localhost excepted).
 */
public final class LoginCookie {
  private LoginCookie() {}

  /** The token that a request brings. */
  public static Optional<String> token(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    String name = name(request.getContextPath());
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }

  /** The Set-Cookie header that keeps a token. */
  static String keep(String contextPath, String token, Duration age) {
    return header(contextPath, token, age.toSeconds());
  }

  /** The Set-Cookie header that makes the browser forget. */
  static String forget(String contextPath) {
    return header(contextPath, "", 0);
  }

  private static String header(String contextPath, String value, long seconds) {
    return name(contextPath)
        + "="
        + value
        + "; Path="
        + contextPath
        + "/; Max-Age="
        + seconds
        + "; Secure; HttpOnly; SameSite=Lax";
  }

  private static String name(String contextPath) {
    return contextPath.isEmpty()
        ? "__Host-hearhear"
        : "__Secure-hearhear-" + contextPath.substring(1).replaceAll("[^A-Za-z0-9_-]", "-");
  }
}
