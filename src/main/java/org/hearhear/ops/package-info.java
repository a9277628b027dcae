/** What an operator meets: start and stop in order, and whether this node lives and is ready. */
@NullMarked
package org.hearhear.ops;

import org.jspecify.annotations.NullMarked;
