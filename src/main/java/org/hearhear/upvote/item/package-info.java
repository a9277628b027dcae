/** Boards, items and votes as they are stored and as they look on the wire. */
@NullMarked
package org.hearhear.upvote.item;

import org.jspecify.annotations.NullMarked;
