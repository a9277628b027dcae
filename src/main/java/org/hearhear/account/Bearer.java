package org.hearhear.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The token of an {@code Authorization: Bearer} header (RFC 6750, section 2.1). */
public final class Bearer {
  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /** The token that a request brings; any other scheme, as a proxy's own, is none of ours. */
  public static Optional<String> token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.empty()
        : Optional.of(header.substring(SCHEME.length()).strip());
  }
}
