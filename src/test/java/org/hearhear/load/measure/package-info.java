/**
 * What the load tool computes: latencies, the check of what was delivered, the schedule of the open
 * loop, and what processes have used. Knows nothing of the network. For one thread at a time.
 */
@NullMarked
package org.hearhear.load.measure;

import org.jspecify.annotations.NullMarked;
