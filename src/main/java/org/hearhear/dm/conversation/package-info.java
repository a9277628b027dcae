/**
 * Conversations, direct ones and groups, and who takes part in them.
 *
 * <p>Invariants: a direct conversation has a pair and exactly those two members; a group has a
 * title and an owner who is a member. Whoever writes into a conversation, or changes who may, holds
 * the lock of its row.
 */
@NullMarked
package org.hearhear.dm.conversation;

import org.jspecify.annotations.NullMarked;
