package org.hearhear.presence;

import org.hearhear.wire.AccountId;

/** Somebody who looks, and whom he looks at. */
record Pair(AccountId viewer, AccountId seen) {}
