/**
 * Messages: what is said in a conversation, what becomes of it, and how it is found again.
 *
 * <p>Invariants: {@code seq} is gapless in a conversation, {@code rev} grows with each change of a
 * message, and a deleted message keeps its place and loses everything else. All changes are made
 * while the conversation is locked.
 */
@NullMarked
package org.hearhear.dm.message;

import org.jspecify.annotations.NullMarked;
