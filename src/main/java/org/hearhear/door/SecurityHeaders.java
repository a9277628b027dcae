package org.hearhear.door;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * The headers that tell a browser what our pages may do. All of them are on every response but
 * modules and style sheets: those are never a document, no browser looks at them there, and in a
 * hundred small files they would be half of what is sent.
 */
final class SecurityHeaders {
  private final String contentSecurityPolicy;

  SecurityHeaders(List<String> frameAncestors) {
    contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors "
            + String.join(" ", "'self'", String.join(" ", frameAncestors)).strip()
            + "; require-trusted-types-for 'script'; trusted-types lit-html hearhear";
  }

  void addTo(HttpServletResponse response, String path) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (path.endsWith(".js") || path.endsWith(".css")) {
      return;
    }
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }
}
