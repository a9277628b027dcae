package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are found by, and what somebody types, are made alike. */
class NameWordsTest {

  @Test
  void everyWordBeginsWhatIsFound() {
    assertThat(NameWords.of("ada", "Ada King Lovelace"))
        .containsExactly("ada", "ada king lovelace", "king lovelace", "lovelace");
  }

  @Test
  void wordsBeginBehindHyphensAndBracketsToo() {
    assertThat(NameWords.of("jl", "Jean-Luc (Sales)"))
        .containsExactly("jl", "jean-luc (sales)", "luc (sales)", "(sales)", "sales)");
  }

  @Test
  void nameIsFoundByItsBeginningOnly() {
    assertThat(NameWords.of("ada.king", "ada.king")).containsExactly("ada.king", "king");
    assertThat(NameWords.of("ada.king", "Ada")).containsExactly("ada.king", "ada");
  }

  @Test
  void vowelMarksOfAScriptAreWithinItsWords() {
    assertThat(NameWords.of("n", "नेहा")).containsExactly("n", "नेहा");
  }

  @Test
  void emojiAreFoundAsTheyAre() {
    assertThat(NameWords.of("party", "🎉 Party")).contains("🎉 party", "party");
    assertThat(NameWords.wanted("🎉")).isEqualTo("🎉");
  }

  @ParameterizedTest
  @CsvSource({
    "ADA, ada",
    "José, jose",
    "Jürgen, jurgen",
    "Straße, STRASSE",
    "ΟΔΥΣΣΕΥΣ, οδυσσευς",
    "Οδυσσεύς, ΟΔΥΣΣΕΥΣ",
    "İstanbul, istanbul",
    "ｆｕｌｌ, full",
    "Ёлка, ЕЛКА",
    "한글, 한글"
  })
  void caseAccentsAndWidthMakeNoDifference(String one, String other) {
    assertThat(NameWords.wanted(one)).isEqualTo(NameWords.wanted(other));
  }

  @Test
  void whatIsTypedSoFarIsABeginningOfWhatIsKept() {
    String kept = NameWords.wanted("ΟΣΑ");

    assertThat(kept).startsWith(NameWords.wanted("ΟΣ"));
    assertThat(NameWords.wanted("한")).startsWith(NameWords.wanted("하"));
  }

  @Test
  void joinersAndSpacesMakeNoDifference() {
    assertThat(NameWords.wanted(" Ada\u00a0\u3000 King ")).isEqualTo("ada king");
    assertThat(NameWords.wanted("می\u200cخ")).isEqualTo(NameWords.wanted("میخ"));
  }

  @Test
  void wordsAreFewAndShortWhateverTheName() {
    String spread = "\ufdfa ".repeat(30);

    assertThat(NameWords.of("name", "a ".repeat(30)).size()).isLessThanOrEqualTo(16);
    assertThat(NameWords.of("name", spread))
        .hasSizeLessThanOrEqualTo(16)
        .allSatisfy(
            word ->
                assertThat(word.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(240));
    assertThat(NameWords.wanted(spread)).isIn(NameWords.of("name", spread));
  }
}
