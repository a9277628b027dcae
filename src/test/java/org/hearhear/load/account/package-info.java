/** The accounts that a run of the load tool uses: signed up by the HTTP API, or known already. */
@NullMarked
package org.hearhear.load.account;

import org.jspecify.annotations.NullMarked;
