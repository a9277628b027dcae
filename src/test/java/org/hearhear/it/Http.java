package org.hearhear.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of one context as a client sees it, JSON in and out, with the headers that every
 * request of it carries. Any status is an answer; only a failed connection throws, an {@link
 * UncheckedIOException}. It keeps no cookies: {@link Answer#cookie} and {@link #header} are
 * explicit, because a cookie jar would refuse the {@code __Host-} cookie over plain HTTP.
 * Immutable.
 */
final class Http {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Map<String, String> headers;

  /** A client that sends {@code X-Hearhear: 1}, as the application's own pages do. */
  Http(URI base) {
    this(base, Map.of("X-Hearhear", "1"));
  }

  private Http(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** The same client with this header, in place of one of the same name. */
  Http header(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return new Http(base, changed);
  }

  Http without(String header) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.remove(header);
    return new Http(base, changed);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Posts an object of strings, numbers, booleans, lists and maps. */
  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, Json.createObjectBuilder(body).build().toString());
  }

  Answer put(String path, Map<String, ?> body) {
    return send("PUT", path, Json.createObjectBuilder(body).build().toString());
  }

  /** Sends any method with any body, for what is not JSON or not allowed. */
  Answer send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    headers.forEach(request::header);
    BodyPublisher publisher = BodyPublishers.noBody();
    if (body != null) {
      publisher = BodyPublishers.ofString(body);
      if (!headers.containsKey("Content-Type")) {
        request.header("Content-Type", "application/json");
      }
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.method(method, publisher).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base.resolve(path) + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer", e);
    }
  }

  /** What came back, whatever the status. */
  record Answer(int status, HttpHeaders headers, String text) {
    /** The body, which must be an array. */
    JsonArray array() {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readArray();
      }
    }

    /** The body, which must be an object. */
    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    }

    Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /** The one cookie that the answer sets, as {@code name=value}, ready to be sent back. */
    String cookie() {
      String header =
          header("Set-Cookie").orElseThrow(() -> new AssertionError("No cookie in " + this));
      return header.split(";", 2)[0];
    }
  }
}
