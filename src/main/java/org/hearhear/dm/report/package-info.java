/**
 * Reports of messages to the moderators: the command that makes one, and the HTTP resource by which
 * they are decided.
 *
 * <p>Invariants: a report keeps what was said as it was, whatever becomes of the messages; an
 * account has one report for each key; nobody is told of a report but who made it and moderators,
 * and no moderator of what is reported of himself. Reports are made by the threads that read, with
 * the row of the reporter's account locked and no other.
 */
@NullMarked
package org.hearhear.dm.report;

import org.jspecify.annotations.NullMarked;
