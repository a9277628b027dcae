/**
 * Signing in by tickets: the backend of another application buys one for a person it knows, that
 * person's browser changes it for a token, and the first one creates the account.
 */
@NullMarked
package org.hearhear.account.ticket;

import org.jspecify.annotations.NullMarked;
