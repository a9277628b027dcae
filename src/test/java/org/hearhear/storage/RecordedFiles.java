package org.hearhear.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files, with every change to the database's own file written down in the order in which it is
 * made. One recording at a time, for H2 makes these objects itself.
 */
public final class RecordedFiles extends FilePathWrapper {
  static final String SCHEME = "recorded";
  private static final int PAGE_BYTES = 4_096;

  // Guarded by the list.
  private static final List<Change> CHANGES = new ArrayList<>();
  private static volatile Supplier<List<Long>> acknowledged = List::of;

  /**
   * One change of the file.
   *
   * @param position where the bytes go, or the new size when there are none
   * @param acknowledged what had been acknowledged to each writer when it began
   */
  record Change(long position, ByteBuffer bytes, List<Long> acknowledged) {
    /** How many pages a kill may find written; a system call is interrupted between pages only. */
    int pages() {
      return (bytes.limit() + PAGE_BYTES - 1) / PAGE_BYTES;
    }

    void applyTo(RandomAccessFile file) {
      applyTo(file, pages());
    }

    void applyTo(RandomAccessFile file, int pages) {
      try {
        if (bytes.limit() == 0) {
          file.setLength(position);
        } else {
          file.getChannel()
              .write(bytes.slice(0, Math.min(bytes.limit(), pages * PAGE_BYTES)), position);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Begins a recording; {@code counts} is asked before each change, for what had been promised. */
  static void record(Supplier<List<Long>> counts) {
    FilePath.register(new RecordedFiles());
    acknowledged = counts;
    synchronized (CHANGES) {
      CHANGES.clear();
    }
  }

  static List<Change> changes() {
    synchronized (CHANGES) {
      return List.copyOf(CHANGES);
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = getBase().open(mode);
    return getName().endsWith(".mv.db") ? new Recorded(file) : file;
  }

  private static final class Recorded extends FileBaseDefault {
    private final FileChannel file;

    Recorded(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(source.remaining()).put(source.duplicate()).flip();
      synchronized (CHANGES) {
        CHANGES.add(new Change(position, bytes, acknowledged.get()));
        return file.write(source, position);
      }
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      synchronized (CHANGES) {
        CHANGES.add(new Change(size, ByteBuffer.allocate(0), acknowledged.get()));
        file.truncate(size);
      }
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
