/**
 * The check of an exported vote log, for whoever does not want to take our word for a count. It
 * knows no other package and nothing but the JDK, nothing of the server uses it, and its one class
 * is one file that runs by itself: {@code java VerifyVotes.java}. For one thread.
 */
@NullMarked
package org.hearhear.verify;

import org.jspecify.annotations.NullMarked;
