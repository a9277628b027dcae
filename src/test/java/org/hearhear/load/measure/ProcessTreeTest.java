package org.hearhear.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
  @TempDir Path proc;

  @Test
  void childrenAndTheirEndedChildrenCount() throws IOException {
    process(10, 1, "postgres", 1, 2, 3, 4);
    process(11, 10, "postgres: (writer) x", 10, 20, 30, 40);
    process(12, 1, "somebody else", 1_000, 0, 0, 0);

    assertThat(new ProcessTree(proc, 10).cpuMicros()).isEqualTo(110 * 10_000);
  }

  @Test
  void memoryIsThatOfTheProcess() throws IOException {
    process(10, 1, "java", 0, 0, 0, 0);
    Files.writeString(proc.resolve("10/status"), "Name:\tjava\nVmHWM:\t 9 kB\nVmRSS:\t  512 kB\n");

    assertThat(new ProcessTree(proc, 10).residentKib()).isEqualTo(512);
  }

  @Test
  void unknownProcessIsSaid() {
    assertThatThrownBy(() -> new ProcessTree(proc, 10).cpuMicros()).hasMessageContaining("10");
  }

  private void process(long pid, long parent, String name, long... times) throws IOException {
    Files.createDirectories(proc.resolve(Long.toString(pid)));
    String stat =
        "%d (%s) S %d 1 1 0 -1 4194304 100 0 0 0 %d %d %d %d 20 0 1 0 100 0 0"
            .formatted(pid, name, parent, times[0], times[1], times[2], times[3]);
    Files.writeString(proc.resolve(pid + "/stat"), stat);
  }
}
