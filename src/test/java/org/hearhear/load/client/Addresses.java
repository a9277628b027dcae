package org.hearhear.load.client;

import java.net.URI;

/** The addresses of a deployment. */
final class Addresses {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private Addresses() {}

  static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isSecure(uri) ? HTTPS : HTTP;
  }

  static boolean isSecure(URI uri) {
    return uri.getScheme().equals("https") || uri.getScheme().equals("wss");
  }

  /** Where the endpoint {@code dm} or {@code upvote} of the deployment is. */
  static URI endpoint(URI base, String name) {
    URI http = base.resolve(name);
    return URI.create(http.toString().replaceFirst("^http", "ws"));
  }

  /** What a page of the deployment would say it came from. */
  static String origin(URI base) {
    return base.getScheme() + "://" + base.getRawAuthority();
  }
}
