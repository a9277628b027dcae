/**
 * The scenario {@code dm}: users in pairs who write to each other, in a closed or an open loop. All
 * but {@link org.hearhear.load.dm.DmScenario} runs on the event loop.
 */
@NullMarked
package org.hearhear.load.dm;

import org.jspecify.annotations.NullMarked;
