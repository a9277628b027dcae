package org.hearhear.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    Settings settings =
        Settings.of(Map.of("hearhear.frame.in.bytes", text, "hearhear.message.bytes", "400"));

    assertThat(settings.get(Settings.FRAME_IN_BYTES)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "hearhear.silence, 25000, HEARHEAR_HEARTBEAT",
    "hearhear.frame.in.bytes, 33791, HEARHEAR_MESSAGE_BYTES",
    "hearhear.page.bytes, 524288, HEARHEAR_OUTBOX_BYTES",
    "hearhear.database.connections, 32, HEARHEAR_JOURNAL_LANES",
  })
  void settingsThatCannotWorkTogetherAreAMistake(String name, String text, String other) {
    Map<String, String> source = new HashMap<>();
    source.put("hearhear.journal.lanes", "16");
    source.put("hearhear.outbox.bytes", "589823");
    source.put("hearhear.database.connections", "33");
    assertThatCode(() -> Settings.of(source)).doesNotThrowAnyException();

    source.put(name, text);

    assertThatThrownBy(() -> Settings.of(source)).hasMessageContaining(other);
  }

  @Test
  void shortSecretIsAMistakeAndIsNotRepeated() {
    assertThatThrownBy(() -> Settings.of(Map.of("hearhear.ops.token", "hunter2")))
        .hasMessageContaining("HEARHEAR_OPS_TOKEN")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "https://App.Example.com, https://app.example.com",
    "https://app.example.com/, https://app.example.com",
    "https://app.example.com:443, https://app.example.com",
    "http://app.example.com:80/, http://app.example.com",
    "http://app.example.com:443, http://app.example.com:443",
    "http://my_host:08080, http://my_host:8080",
    "'http://[::1]:8080', 'http://[::1]:8080'"
  })
  void originIsKeptAsBrowsersWriteIt(String text, String origin) {
    Settings settings =
        Settings.of(Map.of("hearhear.origins", text, "hearhear.frame.ancestors", text));

    assertThat(settings.get(Settings.ORIGINS)).containsExactly(origin);
    assertThat(settings.get(Settings.FRAME_ANCESTORS)).containsExactly(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example.com",
        "https://",
        "https:///",
        "https://app.example.com/talk",
        "https://app.example.com?x",
        "https://app.example.com//",
        "https://app.example.com:",
        "https://app.example.com:0",
        "https://app.example.com:65536",
        "https://*.example.com",
        "https://ada@app.example.com",
        "https://a b",
        "https://a; script-src *",
        "wss://app.example.com",
        "'none'",
        "null",
        "*"
      })
  void whatIsNoOriginIsAMistake(String text) {
    assertThatThrownBy(
            () ->
                Settings.of(
                    Map.of(
                        "hearhear.origins",
                        "https://good.example," + text,
                        "hearhear.frame.ancestors",
                        text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HEARHEAR_ORIGINS")
        .hasMessageContaining("HEARHEAR_FRAME_ANCESTORS")
        .hasMessageContaining("it must be http://host or https://host");
  }

  @Test
  void proxiesAreAddressesAndNetworks() {
    Settings settings =
        Settings.of(Map.of("hearhear.trusted.proxies", "127.0.0.1, ::1,10.0.0.0/8"));

    assertThat(settings.get(Settings.TRUSTED_PROXIES))
        .containsExactly(
            AddressRange.parse("127.0.0.1"),
            AddressRange.parse("0:0:0:0:0:0:0:1"),
            AddressRange.parse("10.0.0.0/8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "proxy.example", "127.0.0.1:80", "10.*", "*"})
  void whatIsNoProxyIsAMistake(String text) {
    assertThatThrownBy(() -> Settings.of(Map.of("hearhear.trusted.proxies", text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hearhear.trusted.proxies (HEARHEAR_TRUSTED_PROXIES) is \"" + text)
        .hasMessageContaining("it must be addresses and networks such as 10.0.0.0/8");
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
