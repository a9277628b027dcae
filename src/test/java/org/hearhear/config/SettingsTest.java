package org.hearhear.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every knob is read strictly, and all mistakes are told at once. */
class SettingsTest {

  @Test
  void defaultsAreValid() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.get(Settings.FRAME_IN_BYTES)).isEqualTo(131_072);
    assertThat(settings.get(Settings.HEARTBEAT)).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.get(Settings.LOGIN_IDLE)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.get(Settings.REGISTRATION)).isTrue();
    assertThat(settings.get(Settings.ORIGINS)).isEmpty();
    assertThat(settings.get(Settings.DATABASE_URL)).isEmpty();
  }

  @Test
  void whiteSpaceAroundValuesIsIgnored() {
    Settings settings =
        Settings.of(
            Map.of("hearhear.flushers", " 3\n", "hearhear.administrators", "ada, ,grace ,"));

    assertThat(settings.get(Settings.FLUSHERS)).isEqualTo(3);
    assertThat(settings.get(Settings.ADMINISTRATORS)).containsExactly("ada", "grace");
  }

  @Test
  void allMistakesAreToldAtOnceWithNameAndRange() {
    Map<String, String> source =
        Map.of(
            "hearhear.flushers", "0",
            "hearhear.heartbeat", "25s",
            "hearhear.registration", "yes",
            "hearhear.login.idle", "366");

    assertThatThrownBy(() -> Settings.of(source))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Hearhear's settings: ")
        .hasMessageContaining(
            "hearhear.flushers (HEARHEAR_FLUSHERS) is \"0\"; it must be 1 to 32, in threads")
        .hasMessageContaining(
            "hearhear.heartbeat (HEARHEAR_HEARTBEAT) is \"25s\";"
                + " it must be 500 to 600000, in milliseconds")
        .hasMessageContaining(
            "hearhear.registration (HEARHEAR_REGISTRATION) is \"yes\";"
                + " it must be true or false, in flag")
        .hasMessageContaining(
            "hearhear.login.idle (HEARHEAR_LOGIN_IDLE) is \"366\"; it must be 1 to 365, in days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4095", "262145", "", "1e5", "99999999999", "0x10"})
  void numberOutsideItsRangeIsAMistake(String text) {
    assertThatThrownBy(() -> Settings.of(Map.of("hearhear.frame.in.bytes", text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HEARHEAR_FRAME_IN_BYTES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096", "262144"})
  void bordersOfTheRangeAreWithin(String text) {
    assertThat(Settings.of(Map.of("hearhear.frame.in.bytes", text)).get(Settings.FRAME_IN_BYTES))
        .hasToString(text);
  }

  @Test
  void namesAreUniqueInBothForms() {
    assertThat(Settings.all()).extracting(Setting::name).doesNotHaveDuplicates();
    assertThat(Settings.all()).extracting(Setting::environmentName).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingIsNamedAndExplained(Setting<?> setting) {
    assertThat(setting.name()).matches("hearhear(\\.[a-z]+)+");
    assertThat(setting.environmentName()).matches("HEARHEAR(_[A-Z]+)+");
    assertThat(setting.meaning()).endsWith(".").doesNotContain("|");
    assertThat(setting.unit()).isNotBlank();
    assertThat(setting.range()).isNotBlank();
  }

  static Stream<Setting<?>> all() {
    return Settings.all().stream();
  }
}
