package org.hearhear.load.run;

/** The run cannot go on; the message says why and what to do about it. */
public final class LoadFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LoadFailure(String message) {
    super(message);
  }
}
