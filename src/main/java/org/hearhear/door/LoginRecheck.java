package org.hearhear.door;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearhear.account.LoginSessions;
import org.hearhear.config.Settings;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.LoginId;

/**
 * Looks up now and again whether the logins behind open connections are still good: for those that
 * expire, and for the end of a login that no hint told this node of.
 */
@Singleton
public class LoginRecheck {
  private final Settings settings;
  private final Background background;
  private final Hub hub;
  private final LoginSessions logins;

  @Inject
  public LoginRecheck(Settings settings, Background background, Hub hub, LoginSessions logins) {
    this.settings = settings;
    this.background = background;
    this.hub = hub;
    this.logins = logins;
  }

  public void start() {
    background.every(settings.get(Settings.LOGIN_RECHECK), "The look at logins", this::recheck);
  }

  private void recheck() {
    Set<LoginId> open = hub.all().stream().map(Connection::login).collect(Collectors.toSet());
    if (open.isEmpty()) {
      return;
    }
    Set<LoginId> good = logins.good(open);
    for (Connection connection : hub.all()) {
      // Whoever came after the look was checked by the door.
      if (open.contains(connection.login()) && !good.contains(connection.login())) {
        connection.close(CloseCode.SIGNED_OUT);
      }
    }
  }
}
