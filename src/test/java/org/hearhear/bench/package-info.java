/**
 * Microbenchmarks by JMH of what every message passes through. {@code src/test/microbenchmark} runs
 * them; the build only compiles them. What is not public is measured beside it, in its own package.
 */
@NullMarked
package org.hearhear.bench;

import org.jspecify.annotations.NullMarked;
