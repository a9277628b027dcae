package org.hearhear.load.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  @Test
  void readsEveryObjectAndSkipsWhatItDoesNotKnow() {
    String frame =
        """
        [{"n":7,"type":"message","new":{"a":[1]},"conversation":"41","seq":3,"from":"9",\
        "text":"12 34 xx","at":"…"},{"type":"ok","ref":5,"items":[{"id":"8","up":2,"rev":6}]}]""";
    List<String> seen = new ArrayList<>();

    new FrameReader()
        .read(
            Unpooled.copiedBuffer(frame, UTF_8),
            0,
            each ->
                seen.add(
                    each.kind
                        + " "
                        + each.n
                        + " "
                        + each.conversation
                        + " "
                        + each.sender
                        + " "
                        + each.number
                        + " "
                        + each.ref
                        + " "
                        + each.listed));

    assertThat(seen)
        .containsExactly(
            "MESSAGE 7 41 12 34 -1 []", "OK -1 -1 -1 -1 5 [Listed[id=8, up=2, down=-1, rev=6]]");
  }

  @Test
  void textOfASentMessageSaysWhoseAndWhichItIs() {
    var command = new Commands(ByteBufAllocator.DEFAULT, 100).send(1, 2, 30, 4_000);
    String text = command.toString(UTF_8);
    command.release();

    assertThat(text).contains("\"conversation\":\"2\"").contains("\"text\":\"30 4000 xxx");
    assertThat(text.replaceAll(".*\"text\":\"|\"}", "")).hasSize(100);
    assertThat(text)
        .containsPattern("\"key\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-");
  }
}
