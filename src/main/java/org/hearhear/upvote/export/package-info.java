/**
 * What leaves over HTTP as a whole: the vote log of an item, and the items of a board. It is read
 * and written page by page, so neither memory nor a database connection is held by whoever reads
 * slowly.
 */
@NullMarked
package org.hearhear.upvote.export;

import org.jspecify.annotations.NullMarked;
