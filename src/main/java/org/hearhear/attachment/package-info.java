/**
 * Files that people attach to messages, and their own pictures: uploading, keeping, serving,
 * cleaning up.
 *
 * <p>Invariants: the row is the truth. A file is put in its place before its row is written, and
 * removed after its row is gone, so whatever is cut short leaves a file without a row, which the
 * cleaning finds; never a row without its file. Nothing on the disk has a name from a client.
 * Images are decoded and encoded anew before anybody gets them; everything else is only ever saved
 * by a browser, never shown. Who may not see a file is told that there is none.
 *
 * <p>Threads: the server's HTTP threads upload and serve; one background task cleans.
 */
@NullMarked
package org.hearhear.attachment;

import org.jspecify.annotations.NullMarked;
