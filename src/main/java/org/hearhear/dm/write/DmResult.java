package org.hearhear.dm.write;

import jakarta.json.JsonObject;
import java.util.List;
import org.hearhear.fanout.Publication;
import org.hearhear.wire.Refusal;

/** What came of a {@link DmWrite}. */
public sealed interface DmResult {

  /**
   * It is stored.
   *
   * @param told the events that tell of it, with their places in the logs; none for a repeat
   */
  record Done(JsonObject reply, List<Publication> told) implements DmResult {}

  /** A rule forbids it; nothing is stored. */
  record Refused(Refusal refusal) implements DmResult {}
}
