package org.hearhear.load.measure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A process, as one line of {@code /proc/PID/stat} has it.
 *
 * @param parent the process that started it
 * @param ticks its processor time and that of its ended children
 */
record ProcessStatus(long parent, long ticks) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  // Counted behind the name, which is in parentheses and may itself contain blanks and parentheses.
  private static final int PARENT = 1;
  private static final int FIRST_TIME = 11;
  private static final int TIMES = 4;

  static ProcessStatus parse(String stat) {
    List<String> fields =
        BLANKS.splitAsStream(stat.substring(stat.lastIndexOf(')') + 1).strip()).toList();
    long ticks = 0;
    for (String time : fields.subList(FIRST_TIME, FIRST_TIME + TIMES)) {
      ticks += Long.parseLong(time);
    }
    return new ProcessStatus(Long.parseLong(fields.get(PARENT)), ticks);
  }

  static boolean isResident(String line) {
    return line.startsWith("VmRSS:");
  }

  /** The number in a line such as {@code VmRSS: 1234 kB}. */
  static long kib(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
