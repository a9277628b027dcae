/**
 * A server that does nothing but the talking: no storage, no login, one thread. What the load tool
 * reaches against it is the most that the tool can measure on a machine.
 */
@NullMarked
package org.hearhear.load.nothing;

import org.jspecify.annotations.NullMarked;
