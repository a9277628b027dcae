/**
 * Fan-out between nodes. A publication is a hint that carries a payload: the database is the truth,
 * so a lost hint delays a push and loses nothing. The broker calls its listeners and knows nobody.
 */
@NullMarked
package org.hearhear.fanout;

import org.jspecify.annotations.NullMarked;
