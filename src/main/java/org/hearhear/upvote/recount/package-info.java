/** Counts once more what is counted as votes come in. */
@NullMarked
package org.hearhear.upvote.recount;

import org.jspecify.annotations.NullMarked;
