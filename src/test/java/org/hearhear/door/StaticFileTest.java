package org.hearhear.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFileTest {
  private static final byte[] CONTENT = "export const answer = 42;\n".repeat(50).getBytes(UTF_8);
  private final StaticFile file = new StaticFile(CONTENT);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip", "deflate, GZIP;q=0.5, *;q=0", "gzip; q=1.0"})
  void whoAcceptsGzipGetsIt(String accepted) throws IOException {
    StaticFile.Variant variant = file.variant(accepted);

    assertThat(variant.isCompressed()).isTrue();
    assertThat(variant.content()).hasSizeLessThan(CONTENT.length / 4);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(variant.content())).readAllBytes())
        .isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.00", "xgzip"})
  void whoDoesNotGetsItAsItIs(String accepted) {
    assertThat(file.variant(accepted).content()).isEqualTo(CONTENT);
    assertThat(file.variant(null).isCompressed()).isFalse();
  }

  @Test
  void whatBecomesNoSmallerIsNotCompressed() {
    assertThat(new StaticFile("x".getBytes(UTF_8)).variant("gzip").isCompressed()).isFalse();
  }

  @Test
  void tagSaysWhatIsInTheFileAndHowItIsSent() {
    String plain = file.variant(null).tag();

    assertThat(new StaticFile(CONTENT.clone()).variant(null).tag()).isEqualTo(plain);
    assertThat(new StaticFile("other".getBytes(UTF_8)).variant(null).tag()).isNotEqualTo(plain);
    assertThat(file.variant("gzip").tag()).isNotEqualTo(plain);
  }

  @Test
  void moduleIsSentWithoutItsDocumentationAndWithAllItsLines() {
    String module =
        """
        /**
         * What it is.
         */
        import { a } from "./a.js"; /** not alone */

          /** @param {string} b */
          export const b = c => `/** ${c} */`; // why
        const [d] =
          /** @type {any} */ (
            b
          );
        /** @returns {number} * */
        """;

    assertThat(StaticFile.ofModule(module.getBytes(UTF_8)).variant(null).content())
        .asString()
        .isEqualTo(
            """



            import { a } from "./a.js"; /** not alone */


              export const b = c => `/** ${c} */`; // why
            const [d] =
              /** @type {any} */ (
                b
              );

            """);
  }

  @Test
  void fileIsKnownByItsTag() {
    StaticFile.Variant variant = file.variant("gzip");
    String tag = variant.tag();

    assertThat(variant.isKnown(tag)).isTrue();
    assertThat(variant.isKnown("\"other\", W/" + tag)).isTrue();
    assertThat(variant.isKnown("*")).isTrue();
    assertThat(variant.isKnown(null)).isFalse();
    assertThat(variant.isKnown(file.variant(null).tag())).isFalse();
  }
}
