/**
 * The orders of a board's items, and how they stay still while somebody reads.
 *
 * <p>An order changes with every vote. Who pages through it must not see an item twice or miss one,
 * nor have the list jump under the finger. So a ranking is read as a whole now and again,
 * not with every vote, and kept under a version; pages are cut from a version. Watchers are
 * told that there is a newer one, and take it when they like.
 *
 * <p>Invariants: a version never changes; the same items in the same order have the same version on
 * every node, after any restart. One background task reads what is watched; a reader reads what has
 * become too old.
 */
@NullMarked
package org.hearhear.upvote.ranking;

import org.jspecify.annotations.NullMarked;
