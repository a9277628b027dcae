/**
 * What crosses the wire: ids, error and close codes, and the codec between JSON text and commands.
 * A leaf: it knows no other package, holds no state, and everything in it is safe for all threads.
 */
@NullMarked
package org.hearhear.wire;

import org.jspecify.annotations.NullMarked;
