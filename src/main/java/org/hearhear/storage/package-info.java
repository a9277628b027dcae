/**
 * The database: where it is, how it gets its tables, and what its errors mean. Everything that
 * other packages promise about durability ends here. Safe for all threads; statements are written
 * by the {@code …Store} classes of the features.
 */
@NullMarked
package org.hearhear.storage;

import org.jspecify.annotations.NullMarked;
