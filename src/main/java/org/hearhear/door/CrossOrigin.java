package org.hearhear.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cross-origin resource sharing as the Fetch standard has it: pages of the origins that the
 * settings name may load our modules and call our API, with a token. Cookies are not for them: no
 * answer says that credentials are allowed.
 */
final class CrossOrigin {
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> allowed;

  /** Origins in lower case and without a default port, as browsers write them. */
  CrossOrigin(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Says who may read the answer; a cache must not give it to anybody else. */
  void addTo(HttpServletRequest request, HttpServletResponse response) {
    if (allowed.isEmpty()) {
      return;
    }
    response.addHeader("Vary", "Origin");
    if (isAllowed(request)) {
      response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
      response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
  }

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Without the headers a browser takes it for a no. */
  void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
    if (isAllowed(request)) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
      response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Hearhear");
      response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private boolean isAllowed(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
  }
}
