package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.Receipts;
import org.hearhear.dm.message.MessageSearchStore;
import org.hearhear.dm.message.ReactionStore;
import org.jdbi.v3.core.Handle;

/** What is read beside messages. Safe for all threads. */
@Singleton
public class DmSources {
  private final Settings settings;
  private final ReactionStore reactions;
  private final MessageSearchStore search;
  private final MarkStore marks;

  @Inject
  public DmSources(
      Settings settings, ReactionStore reactions, MessageSearchStore search, MarkStore marks) {
    this.settings = settings;
    this.reactions = reactions;
    this.search = search;
    this.marks = marks;
  }

  ReactionStore reactions() {
    return reactions;
  }

  MessageSearchStore search() {
    return search;
  }

  MarkStore marks() {
    return marks;
  }

  /** How far the members have got, as far as this one may know. */
  List<MarkStore.Marks> visibleMarks(Handle handle, MemberId viewer) {
    return Receipts.visible(
        viewer,
        marks.marks(handle, List.of(viewer.conversation())),
        settings.get(Settings.RECEIPT_MEMBERS));
  }

  /** Writes marks into an open object. */
  static void write(JsonGenerator generator, List<MarkStore.Marks> marks) {
    generator.writeStartArray("marks");
    for (MarkStore.Marks each : marks) {
      generator
          .writeStartObject()
          .write("account", each.member().account().toString())
          .write("delivered", each.delivered())
          .write("read", each.read())
          .writeEnd();
    }
    generator.writeEnd();
  }
}
