/**
 * The benchmark: starts the packaged WAR on both servers, puts it under load by the load tool in a
 * process of its own, and writes what came of it as JSON, a table and charts. One thread, one thing
 * after the other.
 */
@NullMarked
package org.hearhear.benchmark;

import org.jspecify.annotations.NullMarked;
