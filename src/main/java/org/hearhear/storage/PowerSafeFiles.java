package org.hearhear.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files, opened so that a write returns only when it is on the disk: a commit then outlives
 * the loss of power, as far as the disk itself keeps what it says. H2 has no setting for that; this
 * is its documented way to put something between it and its files. Stateless.
 */
public final class PowerSafeFiles extends FilePathWrapper {
  static final String SCHEME = "powersafe";

  static void register() {
    FilePath.register(new PowerSafeFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    // "rwd" is synchronous for data: see RandomAccessFile, whose modes H2 uses.
    return getBase().open(mode.equals("rw") ? "rwd" : mode);
  }
}
