package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The HTTP API where bodies are bytes, as one person or nobody uses it. Immutable. */
final class FileHttp {
  static final String BOUNDARY = "----boundary7MA4YWxkTrZu0gW";

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Map<String, String> headers;

  private FileHttp(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  static FileHttp as(URI base, Person person) {
    return new FileHttp(base, Map.of("X-Hearhear", "1", "Cookie", person.cookie()));
  }

  static FileHttp anonymous(URI base) {
    return new FileHttp(base, Map.of("X-Hearhear", "1"));
  }

  FileHttp header(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new FileHttp(base, more);
  }

  FileHttp without(String name) {
    Map<String, String> fewer = new TreeMap<>(headers);
    fewer.remove(name);
    return new FileHttp(base, fewer);
  }

  /** What came back, whatever the status. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
  record Answer(int status, Map<String, String> headers, byte[] body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    String text() {
      return new String(body, UTF_8);
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
        return reader.readObject();
      }
    }

    /** The id of what was uploaded. */
    String id() {
      return json().getString("id");
    }
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Answer put(String path, byte[] body) {
    return send("PUT", path, BodyPublishers.ofByteArray(body));
  }

  /** Uploads a file with a new key. */
  Answer upload(String name, byte[] content) {
    return upload(Keys.next(), name, content);
  }

  /** Uploads a file as a browser's form does; the key goes before it. */
  Answer upload(String key, String name, byte[] content) {
    return form(part("key", "", key.getBytes(UTF_8)), part("file", filename(name), content));
  }

  /** Posts these parts. */
  Answer form(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .send("POST", "api/attachments", BodyPublishers.ofByteArray(body.toByteArray()));
  }

  static byte[] part(String name, String more, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\""
                + more
                + "\r\n\r\n")
            .getBytes(UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(UTF_8));
    return part.toByteArray();
  }

  /** What a browser makes of a file name, and a type that claims the worst. */
  static String filename(String name) {
    String escaped = name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    return "; filename=\"" + escaped + "\"\r\nContent-Type: text/html";
  }

  Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response
          .headers()
          .map()
          .forEach((name, values) -> received.put(name, String.join(", ", values)));
      return new Answer(response.statusCode(), received, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base.resolve(path) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer", e);
    }
  }
}
