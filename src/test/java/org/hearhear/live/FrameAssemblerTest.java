package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Parts become one text, and its bytes are counted as they come. */
class FrameAssemblerTest {
  private final FrameAssembler assembler = new FrameAssembler(8);

  @Test
  void onlyPartIsTheText() throws FrameAssembler.TooBig {
    assertThat(assembler.add("12345678", true)).isEqualTo("12345678");
  }

  @Test
  void partsArePutTogether() throws FrameAssembler.TooBig {
    assertThat(assembler.add("123", false)).isNull();
    assertThat(assembler.add("", false)).isNull();
    assertThat(assembler.add("45", true)).isEqualTo("12345");
  }

  @Test
  void nextTextBeginsAnew() throws FrameAssembler.TooBig {
    for (int round = 0; round < 10; round++) {
      assertThat(assembler.add("1234", false)).isNull();
      assertThat(assembler.add("5678", true)).isEqualTo("12345678");
      assertThat(assembler.add("12345678", true)).isEqualTo("12345678");
    }
  }

  @Test
  void bytesOverAllPartsAreLimited() throws FrameAssembler.TooBig {
    assertThat(assembler.add("1234", false)).isNull();

    assertThatThrownBy(() -> assembler.add("56789", false))
        .isInstanceOf(FrameAssembler.TooBig.class);
  }

  @Test
  void bytesAreCountedNotCharacters() throws FrameAssembler.TooBig {
    assertThat(assembler.add("ääää", true)).isEqualTo("ääää");
    assertThatThrownBy(() -> assembler.add("äääää", true))
        .isInstanceOf(FrameAssembler.TooBig.class);
  }
}
