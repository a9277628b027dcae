/**
 * What every scenario of the load tool needs: its options, its accounts, its connections, the
 * course of a run and a word a second on how it goes.
 */
@NullMarked
package org.hearhear.load.run;

import org.jspecify.annotations.NullMarked;
