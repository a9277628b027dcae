package org.hearhear.load.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearhear.load.run.LoadFailure;

/** The part of the HTTP API that makes accounts and logins. Safe for all threads. */
final class Registration {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int RETRY_SECONDS_MAX = 5;
  private static final int ATTEMPTS = 20;
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int UNAUTHENTICATED = 401;
  private static final int TOO_MANY = 429;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(\\d+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI base;

  Registration(URI base) {
    this.base = base;
  }

  Account signUp(String name, String password) {
    return account("api/accounts", CREATED, name, password);
  }

  Account signIn(Account known) {
    return account("api/login", OK, known.name(), known.password());
  }

  boolean isSignedIn(Account account) {
    HttpRequest request = request("api/me").header("Cookie", account.cookie()).GET().build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != OK && response.statusCode() != UNAUTHENTICATED) {
      throw refused("api/me", response);
    }
    return response.statusCode() == OK;
  }

  private Account account(String path, int expected, String name, String password) {
    String body = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    HttpRequest request =
        request(path)
            .header("X-Hearhear", "1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    Matcher id = ID.matcher(response.body());
    String cookie = response.headers().firstValue("Set-Cookie").orElse("");
    if (response.statusCode() != expected || !id.find()) {
      throw refused(path, response);
    }
    return new Account(name, password, Long.parseLong(id.group(1)), cookie.replaceAll(";.*", ""));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }

  /** Tries again what the limit of calls of an address refuses for a moment. */
  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      for (int i = 1; i < ATTEMPTS && isRefusedForAMoment(response); i++) {
        Thread.sleep(Duration.ofSeconds(1).toMillis());
        response = client.send(request, BodyHandlers.ofString());
      }
      return response;
    } catch (IOException e) {
      throw new LoadFailure("No answer from " + request.uri() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadFailure("Interrupted");
    }
  }

  private static boolean isRefusedForAMoment(HttpResponse<String> response) {
    return response.statusCode() == TOO_MANY
        && response.headers().firstValueAsLong("Retry-After").orElse(RETRY_SECONDS_MAX + 1)
            <= RETRY_SECONDS_MAX;
  }

  private LoadFailure refused(String path, HttpResponse<String> response) {
    String hint =
        response.statusCode() == TOO_MANY
            ? " Raise HEARHEAR_LIMIT_REGISTRATIONS, or reuse accounts with --accounts FILE."
            : "";
    return new LoadFailure(
        base.resolve(path) + " answered " + response.statusCode() + " " + response.body() + hint);
  }
}
