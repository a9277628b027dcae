package org.hearhear.it;

import java.util.Locale;

/** The servers that the WAR must run on, each with the way to start it. */
public enum ServerKind {
  PAYARA_MICRO,
  WILDFLY;

  /**
   * Starts a server of the test's own and returns when every context is ready; the test closes it.
   */
  public Server start(ServerOptions options) {
    return Server.start(this, launcher(), options);
  }

  /** The same for a server that can be told to undeploy and to deploy while it runs. */
  Server startForRedeploys(ServerOptions options) {
    Launcher launcher =
        switch (this) {
          case PAYARA_MICRO -> new EmbeddedPayara();
          case WILDFLY -> WildFly.scanningOften();
        };
    return Server.start(this, launcher, options);
  }

  Launcher launcher() {
    return switch (this) {
      case PAYARA_MICRO -> new PayaraMicro();
      case WILDFLY -> WildFly.standard();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
