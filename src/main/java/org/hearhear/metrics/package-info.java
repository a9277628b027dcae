/** What is counted while the server runs, for those who watch over it. */
@NullMarked
package org.hearhear.metrics;

import org.jspecify.annotations.NullMarked;
