/**
 * Every knob that an operator can turn, and the threads that the server lends us. A leaf: it knows
 * no other package. Settings are read once, at start, and never change afterwards.
 */
@NullMarked
package org.hearhear.config;

import org.jspecify.annotations.NullMarked;
