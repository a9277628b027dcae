/**
 * The load tool: puts a deployment under load as many good clients would, measures what comes back,
 * and checks that nothing is lost, doubled or out of order. src/docs/PERFORMANCE.md tells how to
 * use it. It speaks the protocol only and knows no class of the application.
 */
@NullMarked
package org.hearhear.load;

import org.jspecify.annotations.NullMarked;
