/**
 * The door: one filter in front of everything that checks where a request comes from, who makes it,
 * and how often, and refuses it as plain HTTP, a handshake before its upgrade. What is behind the
 * door finds a {@link org.hearhear.account.Caller} as the user principal, or none.
 */
@NullMarked
package org.hearhear.door;

import org.jspecify.annotations.NullMarked;
