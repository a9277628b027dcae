package org.hearhear.account;

import java.time.Instant;
import org.hearhear.wire.LoginId;

/** One place where an account is signed in. */
public record LoginSession(LoginId id, Instant createdAt, Instant lastSeenAt, String userAgent) {}
