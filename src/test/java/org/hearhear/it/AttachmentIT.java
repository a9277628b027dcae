package org.hearhear.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hearhear.attachment.image.TestImages;
import org.hearhear.it.FileHttp.Answer;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files go up and come down again, on both servers, and hostile ones do no harm. */
@OnEverySharedServer
class AttachmentIT {
  private static final int UPLOADS_A_MINUTE = 30;
  private static final int BYTES_MAX = 10_000_000;
  private static final byte[] TEXT = "Grüße".getBytes(UTF_8);

  private final URI base;
  private Person ada;
  private FileHttp http;

  AttachmentIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @BeforeEach
  void signUp() {
    ada = Person.signUp(base, "ada");
    http = FileHttp.as(base, ada);
  }

  // Up and down.

  @Test
  void fileComesBackAsItWasAndIsOnlyEverSaved() {
    Answer uploaded = http.upload("Übersicht ☕.txt", TEXT);

    assertThat(uploaded.status()).as("%s", uploaded.text()).isEqualTo(201);
    ProtocolSchemas.validateHttp("uploaded", uploaded.text());
    JsonObject attachment = uploaded.json();
    assertThat(attachment.getString("name")).isEqualTo("Übersicht ☕.txt");
    assertThat(attachment.getString("type")).isEqualTo("text/plain");
    Answer file = http.get("api/attachments/" + uploaded.id());
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(TEXT);
    assertThat(file.header("Content-Type")).hasValueSatisfying(is("text/plain;charset=utf-8"));
    assertThat(file.header("Content-Length")).hasValue(Integer.toString(TEXT.length));
    assertThat(file.header("Content-Disposition"))
        .hasValue(
            "attachment; filename=\"_bersicht _.txt\";"
                + " filename*=UTF-8''%C3%9Cbersicht%20%E2%98%95.txt");
    assertThat(file.header("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
    assertThat(file.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(file.header("Cache-Control")).hasValue("private, no-cache");
    assertThat(http.get("api/attachments/" + uploaded.id() + "?size=preview").status())
        .isEqualTo(404);
  }

  @Test
  void photographIsShownAnewAndSmaller() {
    byte[] photograph = TestImages.photograph(1_000, 500, 6);

    Answer uploaded = http.upload("bench.jpg", photograph);

    assertThat(uploaded.status()).as("%s", uploaded.text()).isEqualTo(201);
    ProtocolSchemas.validateHttp("uploaded", uploaded.text());
    assertThat(uploaded.json().getInt("width")).isEqualTo(500);
    assertThat(uploaded.json().getInt("height")).isEqualTo(1_000);
    Answer full = http.get("api/attachments/" + uploaded.id());
    assertThat(full.header("Content-Type")).hasValue("image/jpeg");
    assertThat(full.header("Content-Disposition")).hasValueSatisfying(begins("inline; "));
    assertThat(new String(full.body(), ISO_8859_1)).doesNotContain("Exif", "GPS");
    assertThat(full.body()).hasSize(uploaded.json().getInt("bytes"));
    Answer preview = http.get("api/attachments/" + uploaded.id() + "?size=preview");
    BufferedImage image = TestImages.decoded(preview.body());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(200, 400);
    assertThat(preview.header("ETag")).isPresent().isNotEqualTo(full.header("ETag"));
  }

  @Test
  void unchangedFileIsNotSentAgain() {
    String path = "api/attachments/" + http.upload("a.txt", TEXT).id();
    String tag = http.get(path).header("ETag").orElseThrow();

    Answer again = http.header("If-None-Match", tag).get(path);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).hasValue(tag);
    assertThat(http.header("If-None-Match", "\"other\"").get(path).status()).isEqualTo(200);
    assertThat(http.send("HEAD", path, BodyPublishers.noBody()).status()).isEqualTo(200);
  }

  @Test
  void repeatWithItsKeyIsTheSameFile() {
    String key = Keys.next();
    Answer first = http.upload(key, "a.txt", TEXT);

    Answer again = http.upload(key, "a.txt", TEXT);
    Answer other = http.upload(key, "a.txt", "other".getBytes(UTF_8));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertRefused(other, 409, "key_reused");
  }

  @Test
  void keyMayStandInTheAddress() {
    byte[] file = FileHttp.part("file", FileHttp.filename("a.txt"), TEXT);
    String type = "multipart/form-data; boundary=" + FileHttp.BOUNDARY;

    Answer uploaded =
        http.header("Content-Type", type)
            .send(
                "POST",
                "api/attachments?key=" + Keys.next(),
                BodyPublishers.ofByteArrays(
                    List.of(file, ("--" + FileHttp.BOUNDARY + "--\r\n").getBytes(UTF_8))));

    assertThat(uploaded.status()).as("%s", uploaded.text()).isEqualTo(201);
  }

  @Test
  void unsentFileIsDeletedByItsUploader() {
    String path = "api/attachments/" + http.upload("a.txt", TEXT).id();

    assertThat(http.delete(path).status()).isEqualTo(204);

    assertRefused(http.get(path), 404, "not_found");
    assertRefused(http.delete(path), 404, "not_found");
  }

  @Test
  void strangersFileLooksLikeNone() {
    String path = "api/attachments/" + http.upload("a.txt", TEXT).id();
    FileHttp ben = FileHttp.as(base, Person.signUp(base, "ben"));

    Answer stranger = ben.get(path);

    assertRefused(stranger, 404, "not_found");
    for (String unknown : List.of(UUID.randomUUID().toString(), "1", "..%2fhearhear.mv.db")) {
      Answer none = ben.get("api/attachments/" + unknown);
      assertThat(none.status()).as(unknown).isIn(400, 404);
    }
    Answer none = ben.get("api/attachments/" + UUID.randomUUID());
    assertThat(none.text()).isEqualTo(stranger.text());
    assertRefused(ben.delete(path), 404, "not_found");
    assertThat(http.get(path).status()).isEqualTo(200);
  }

  // What is refused.

  @Test
  void whoIsNotSignedInGetsAndGivesNothing() {
    String path = "api/attachments/" + http.upload("a.txt", TEXT).id();
    FileHttp nobody = FileHttp.anonymous(base);

    assertRefused(nobody.upload("a.txt", TEXT), 401, "unauthenticated");
    assertRefused(nobody.get(path), 401, "unauthenticated");
    assertRefused(nobody.delete(path), 401, "unauthenticated");
    assertRefused(nobody.put("api/me/picture", TEXT), 401, "unauthenticated");
    assertRefused(nobody.get("api/people/" + ada.id() + "/picture"), 401, "unauthenticated");
  }

  @Test
  void otherSitesUploadNothing() {
    assertRefused(http.without("X-Hearhear").upload("a.txt", TEXT), 403, "forbidden");
    assertRefused(
        http.header("Origin", "https://evil.example").upload("a.txt", TEXT), 403, "forbidden");
    assertRefused(
        http.without("X-Hearhear").put("api/me/picture", TestImages.encoded("png", 9, 9)),
        403,
        "forbidden");
  }

  @Test
  void formThatIsNotTheOneAskedForIsABadRequest() {
    byte[] key = FileHttp.part("key", "", Keys.next().getBytes(UTF_8));
    byte[] file = FileHttp.part("file", FileHttp.filename("a.txt"), TEXT);

    assertRefused(http.form(key), 400, "bad_request");
    assertRefused(http.form(file), 400, "bad_request");
    assertRefused(http.form(key, file, file), 400, "bad_request");
    assertRefused(http.form(FileHttp.part("key", "", TEXT), file), 400, "bad_request");
    assertRefused(http.upload("a.txt", new byte[0]), 400, "bad_request");
    assertRefused(
        http.header("Content-Type", "application/json")
            .send("POST", "api/attachments", BodyPublishers.ofString("{}")),
        400,
        "bad_request");
    assertRefused(
        http.header("Content-Type", "multipart/form-data; boundary=b")
            .send("POST", "api/attachments", BodyPublishers.ofString("--b\r\nno more")),
        400,
        "bad_request");
    assertRefused(http.get("api/attachments"), 405, "bad_request");
  }

  @Test
  void fileIsTakenUpToTheLimit() {
    byte[] largest = new byte[BYTES_MAX];

    Answer uploaded = http.upload("large.bin", largest);

    assertThat(uploaded.status()).as("%s %s", uploaded.headers(), uploaded.text()).isEqualTo(201);
    assertThat(http.get("api/attachments/" + uploaded.id()).body()).isEqualTo(largest);
    assertRefused(
        http.upload("larger.bin", Arrays.copyOf(largest, largest.length + 1)), 413, "too_large");
  }

  @Test
  void bodyWithoutEndIsNotReadOn() throws IOException {
    URI address = base.resolve("api/attachments");
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
    int chunks = 0;
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(Math.toIntExact(Deadline.PATIENCE.toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST %s HTTP/1.1\r
          Host: %s\r
          X-Hearhear: 1\r
          Cookie: %s\r
          Content-Type: multipart/form-data; boundary=b\r
          Transfer-Encoding: chunked\r
          \r
          """
              .formatted(address.getPath(), address.getAuthority(), ada.cookie())
              .getBytes(US_ASCII));
      byte[] head =
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
              .getBytes(US_ASCII);
      out.write((Integer.toHexString(head.length) + "\r\n").getBytes(US_ASCII));
      out.write(head);
      out.write("\r\n".getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      while (in.available() == 0 && chunks * 0x10000L < 8L * BYTES_MAX) {
        out.write(chunk);
        chunks++;
      }
      assertThat(new String(in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 413");
    } catch (SocketException cutOff) {
      // The server may also just close.
    }
    assertThat(chunks * 0x10000L).isLessThan(8L * BYTES_MAX);
    assertThat(http.upload("a.txt", TEXT).status()).isEqualTo(201);
  }

  @Test
  void uploadsOfAMinuteAreLimited() {
    List<Integer> statuses =
        IntStream.rangeClosed(0, UPLOADS_A_MINUTE)
            .mapToObj(i -> http.upload("a.txt", TEXT).status())
            .toList();

    assertThat(statuses.subList(0, UPLOADS_A_MINUTE)).containsOnly(201);
    assertThat(statuses.get(UPLOADS_A_MINUTE)).isIn(429, 201);
    Answer further =
        statuses.get(UPLOADS_A_MINUTE) == 429
            ? http.upload("a.txt", TEXT)
            : IntStream.range(0, UPLOADS_A_MINUTE)
                .mapToObj(i -> http.upload("a.txt", TEXT))
                .filter(answer -> answer.status() != 201)
                .findFirst()
                .orElseThrow();
    assertRefused(further, 429, "rate_limited");
    assertThat(further.header("Retry-After")).isPresent();
  }

  // What is hostile.

  @Test
  void nameOfAFileIsMadeHarmless() {
    Answer uploaded = http.upload("../../x\r\nSet-Cookie: a=b.html", TEXT);

    assertThat(uploaded.status()).as("%s", uploaded.text()).isEqualTo(201);
    assertThat(uploaded.json().getString("name"))
        .endsWith("Set-Cookie_ a=b.html")
        .doesNotContain("/", "\r", "\n", "..");
    Answer file = http.get("api/attachments/" + uploaded.id());
    assertThat(file.header("Set-Cookie")).isEmpty();
    assertThat(file.header("Content-Disposition")).hasValueSatisfying(begins("attachment; "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<!DOCTYPE html><script>alert(1)</script>",
      })
  void scriptIsTextThatIsSaved(String script) {
    Answer uploaded = http.upload("x.svg", script.getBytes(UTF_8));

    Answer file = http.get("api/attachments/" + uploaded.id());

    assertThat(file.text()).isEqualTo(script);
    assertThat(file.header("Content-Type")).hasValueSatisfying(begins("text/plain"));
    assertThat(file.header("Content-Disposition")).hasValueSatisfying(begins("attachment; "));
  }

  @Test
  void imageThatIsAScriptAsWellIsAnImageOnly() {
    Answer uploaded = http.upload("x.js", TestImages.polyglot());

    Answer file = http.get("api/attachments/" + uploaded.id());

    assertThat(uploaded.json().getString("name")).isEqualTo("x.js.png");
    assertThat(file.header("Content-Type")).hasValue("image/png");
    assertThat(new String(file.body(), ISO_8859_1)).doesNotContain("alert");
  }

  @Test
  void imageThatIsTooLargeOrDamagedIsRefused() {
    byte[] jpeg = TestImages.encoded("jpeg", 300, 300);

    assertRefused(http.upload("bomb.png", TestImages.bomb(60_000, 60_000)), 413, "too_large");
    assertRefused(http.upload("a.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)), 400, "bad_request");
    assertRefused(http.put("api/me/picture", TestImages.bomb(60_000, 60_000)), 413, "too_large");
  }

  // Pictures of people.

  @ParameterizedTest
  @CsvSource({"png, image/png", "jpeg, image/jpeg", "gif, image/png"})
  void pictureIsASquareForWhoeverIsSignedIn(String format, String type) {
    FileHttp ben = FileHttp.as(base, Person.signUp(base, "ben"));
    String path = "api/people/" + ada.id() + "/picture";
    assertRefused(ben.get(path), 404, "not_found");

    Answer set = http.put("api/me/picture", TestImages.encoded(format, 600, 400));

    assertThat(set.status()).as("%s", set.text()).isEqualTo(200);
    ProtocolSchemas.validateHttp("picture", set.text());
    Answer picture = ben.get(path);
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).hasValue(type);
    assertThat(picture.header("Cache-Control")).hasValue("private, max-age=60");
    assertThat(picture.header("ETag")).hasValue('"' + set.json().getString("picture") + '"');
    BufferedImage image = TestImages.decoded(picture.body());
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(256, 256);
    assertThat(ben.header("If-None-Match", picture.header("ETag").orElseThrow()).get(path).status())
        .isEqualTo(304);
    assertThat(http.delete("api/me/picture").status()).isEqualTo(204);
    assertRefused(ben.get(path), 404, "not_found");
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertRefused(http.put("api/me/picture", TEXT), 400, "bad_request");
    assertRefused(http.put("api/me/picture", new byte[0]), 400, "bad_request");
    assertRefused(http.put("api/me/picture", new byte[6_000_000]), 413, "too_large");
    assertRefused(http.get("api/people/999999999/picture"), 404, "not_found");
    assertThat(http.get("api/people/" + ada.id() + "/picture").status()).isEqualTo(404);
  }

  private static Consumer<String> begins(String expected) {
    return value -> assertThat(value).startsWith(expected);
  }

  private static Consumer<String> is(String expected) {
    return value -> assertThat(value.replace(" ", "")).isEqualToIgnoringCase(expected);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer.text()).isEqualTo(status);
    ProtocolSchemas.validateHttp("error", answer.text());
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }
}
