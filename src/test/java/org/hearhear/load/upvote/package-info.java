/**
 * The scenario {@code upvote}: voters flip their votes on a few items that many watch. All but
 * {@link org.hearhear.load.upvote.UpvoteScenario} runs on the event loop.
 */
@NullMarked
package org.hearhear.load.upvote;

import org.jspecify.annotations.NullMarked;
