package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the page are sent. */
@OnEveryDeployment
class StaticFilesIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  StaticFilesIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @ParameterizedTest
  @CsvSource({
    "app/main.js, text/javascript, webapp/app/main.js",
    "app/page.css, text/css, webapp/app/page.css",
    "'', text/html, webapp/index.html",
    "index.html, text/html, webapp/index.html",
    "icon.svg, image/svg+xml, webapp/icon.svg",
    "manifest.webmanifest, application/manifest+json, webapp/manifest.webmanifest",
  })
  void filesAreSentCompressed(String path, String type, Path file)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(path, "Accept-Encoding", "gzip, deflate, br");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith(type);
    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(answer, "Vary")).contains("Accept-Encoding");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "Content-Security-Policy")).contains("script-src 'self'");
    assertThat(unzip(answer.body())).isEqualTo(Files.readAllBytes(file));
    assertThat(get(path, "Accept-Encoding", "identity").body()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void librariesComeFromTheirWebJars() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        get("webjars/lit-html/3.3.1/lit-html.js", "Accept-Encoding", "gzip");

    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    assertThat(unzip(answer.body())).asString().contains("BSD-3-Clause");
  }

  @Test
  void whatABrowserHasIsNotSentAgain() throws IOException, InterruptedException {
    String tag = header(get("app/main.js", "Accept-Encoding", "gzip"), "ETag");

    HttpResponse<byte[]> again =
        get("app/main.js", "Accept-Encoding", "gzip", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(get("app/main.js", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WEB-INF/web.xml",
        "web-inf/web.xml",
        "META-INF/maven/org.hearhear/hearhear/pom.xml",
        "app/none.js",
        "app/../WEB-INF/classes/hearhear.json",
        "app/"
      })
  void whatIsNoFileOfThePageIsNotSent(String path) throws IOException, InterruptedException {
    assertThat(get(path).statusCode()).isBetween(400, 404);
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static byte[] unzip(byte[] content) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
  }
}
