/** What the load tool says at the end: figures with names, as a table and as one line of JSON. */
@NullMarked
package org.hearhear.load.report;

import org.jspecify.annotations.NullMarked;
