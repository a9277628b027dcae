package org.hearhear.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings in the documents are those in the code; a failure shows the text to paste. */
class SettingsDocumentationTest {
  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  void theTableInOperationsListsEverySetting() throws IOException {
    String document = Files.readString(Path.of("src/docs/OPERATIONS.md"));

    String table =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));

    assertThat(table).isEqualTo(table());
  }

  @Test
  void theEnvironmentFileListsEverySetting() throws IOException {
    String file = Files.readString(Path.of("deploy/hearhear.env"));

    assertThat(file).isEqualTo(environmentFile());
  }

  private static String table() {
    return "| Variable | Default | Unit | Range | Meaning |\n|---|---|---|---|---|\n"
        + Settings.all().stream()
            .map(
                setting ->
                    "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                            setting.environmentName(),
                            setting.initial().isEmpty() ? "" : "`" + setting.initial() + "`",
                            setting.unit(),
                            setting.range(),
                            setting.meaning()))
            .collect(Collectors.joining());
  }

  private static String environmentFile() {
    return """
        # Every setting of Hearhear with its default. Take the # off a line to change it.
        # The same names in lower case with dots are system properties: -Dhearhear.data.dir=…
        """
        + Settings.all().stream()
            .map(
                setting ->
                    "\n# %s\n# In %s; %s.\n#%s=%s\n"
                        .formatted(
                            setting.meaning(),
                            setting.unit(),
                            setting.range(),
                            setting.environmentName(),
                            setting.initial()))
            .collect(Collectors.joining());
  }
}
