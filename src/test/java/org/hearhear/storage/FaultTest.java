package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure means is read from its SQLState, however deep it lies. */
class FaultTest {

  @ParameterizedTest
  @CsvSource({
    "40001, CONTENTION",
    "40P01, CONTENTION",
    "55P03, CONTENTION",
    "HYT00, CONTENTION",
    "08006, CONNECTION",
    "57P01, CONNECTION",
    "53300, CONNECTION",
    "90098, CONNECTION",
    "90121, CONNECTION",
    "23505, DUPLICATE",
    "23503, DATA",
    "22001, DATA",
    "54000, DATA",
    "55000, WORK",
    "90005, WORK",
    "HY000, WORK"
  })
  void stateSaysWhatItMeans(String state, Fault meaning) {
    SQLException sql = new SQLException("made for the test", state);

    assertThat(Fault.of(new IllegalStateException(new IOException(sql)))).isEqualTo(meaning);
  }

  @Test
  void emptyPoolIsAConnectionLost() {
    assertThat(Fault.of(new IllegalStateException(new SQLTransientConnectionException("timeout"))))
        .isEqualTo(Fault.CONNECTION);
  }

  @Test
  void anythingElseIsTheWorksOwn() {
    assertThat(Fault.of(new IllegalStateException("no SQL here"))).isEqualTo(Fault.WORK);
    assertThat(Fault.of(new SQLException("without a state"))).isEqualTo(Fault.WORK);
  }
}
