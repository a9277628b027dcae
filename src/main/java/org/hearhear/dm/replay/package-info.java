/**
 * How the entries of the accounts' logs become events again: with what they refer to as it is now,
 * and only as far as the account may see it now.
 */
@NullMarked
package org.hearhear.dm.replay;

import org.jspecify.annotations.NullMarked;
