package org.hearhear.load.client;

/** What has come in over all connections of a run. For the event loop only. */
public final class Traffic {
  private long frames;
  private long bytes;
  private long objects;

  /** How much it was at one moment. */
  public record Count(long frames, long bytes, long objects) {
    public Count since(Count earlier) {
      return new Count(frames - earlier.frames, bytes - earlier.bytes, objects - earlier.objects);
    }
  }

  void frame(int length) {
    frames++;
    bytes += length;
  }

  void object() {
    objects++;
  }

  public Count count() {
    return new Count(frames, bytes, objects);
  }
}
