/**
 * Accounts, passwords and login sessions, and the HTTP resources for them.
 *
 * <p>Invariants: a password is kept as an Argon2id hash only, a login token as a SHA-256 hash only;
 * whoever ends a login session says so to the broker after the commit, which closes its sockets;
 * whoever may not be seen looks like nobody.
 */
@NullMarked
package org.hearhear.account;

import org.jspecify.annotations.NullMarked;
