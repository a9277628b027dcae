package org.hearhear.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void usersTakeTurnsAtEvenTimes() {
    Schedule schedule = new Schedule(1_000, 2, 1_000);

    assertThat(schedule.nanosOf(0, 0)).isEqualTo(1_000);
    assertThat(schedule.nanosOf(1, 0)).isEqualTo(1_001_000);
    assertThat(schedule.nanosOf(0, 1)).isEqualTo(2_001_000);
  }

  @Test
  void isNotRoundedAwayInALongRun() {
    Schedule schedule = new Schedule(0, 1, 3);

    assertThat(schedule.nanosOf(0, 3_000_000)).isEqualTo(1_000_000_000_000_000L);
  }
}
