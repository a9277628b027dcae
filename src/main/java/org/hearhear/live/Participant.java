package org.hearhear.live;

import java.time.Instant;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.LoginId;

/**
 * Who is at the other end of a connection, as far as limits want to know it. Stays in memory.
 *
 * @param accountCreatedAt since when the account is there
 * @param network what counts as one client where limits are by address
 */
public record Participant(
    AccountId account, LoginId login, Instant accountCreatedAt, String network) {}
