import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application that has Hearhear in its own page, to be read and tried: it signs its people in by
 * itself, and buys them tickets. No dependency, no build: {@code java deploy/embedding/Host.java}.
 *
 * <p>Its environment: {@code HEARHEAR}, the address of Hearhear with its context root and a slash at
 * the end ({@code http://localhost:8080/}); {@code HEARHEAR_KEY}, a key of its {@code
 * HEARHEAR_API_KEYS}; {@code PORT}, where this listens (9090). Hearhear must have this one's origin
 * in its {@code HEARHEAR_ORIGINS}.
 *
 * <p>The sign-in is a stand-in: whoever gives a name is believed. A real application has one of its
 * own, and what it does for Hearhear is {@link #ticket} only.
 */
public final class Host {
  private static final Path PAGE = Path.of(System.getProperty("page", "deploy/embedding/page.html"));
  private static final Pattern SESSION = Pattern.compile("(?:^|;\\s*)host-session=([0-9a-f]{32})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9 ]{1,38}[A-Za-z0-9]");

  private final URI hearhear = URI.create(environment("HEARHEAR", "http://localhost:8080/"));
  private final String key = environment("HEARHEAR_KEY", "");
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, String> namesBySession = new ConcurrentHashMap<>();

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(environment("PORT", "9090"));
    Host host = new Host();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext("/", host::handle);
    server.start();
    System.out.println("Open http://localhost:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
        case "GET /" -> page(exchange);
        case "POST /sign-in" -> signIn(exchange);
        case "POST /sign-out" -> signOut(exchange);
        case "POST /ticket" -> ticket(exchange);
        default -> answer(exchange, 404, "text/plain", "There is nothing here.\n");
      }
    }
  }

  /** What this page's own policy has to allow: our modules, calls and sockets, and images. */
  private void page(HttpExchange exchange) throws IOException {
    String origin = hearhear.getScheme() + "://" + hearhear.getAuthority();
    String socket = origin.replaceFirst("^http", "ws");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self' 'nonce-page'; form-action 'self'; base-uri 'none'; "
                + ("script-src " + origin + "; ")
                + ("connect-src 'self' " + origin + " " + socket + "; ")
                + ("img-src " + origin + " blob: data:"));
    String name = signedIn(exchange).orElse("");
    answer(
        exchange,
        200,
        "text/html",
        Files.readString(PAGE).replace("{{hearhear}}", hearhear.toString()).replace("{{name}}", name));
  }

  private void signIn(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readNBytes(1_000), StandardCharsets.UTF_8);
    String name = form.replaceFirst("^name=", "").replace('+', ' ');
    if (!NAME.matcher(name).matches()) {
      answer(exchange, 400, "text/plain", "A name has 3 to 40 letters, digits and spaces.\n");
      return;
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String session = HexFormat.of().formatHex(random);
    namesBySession.put(session, name);
    exchange
        .getResponseHeaders()
        .set("Set-Cookie", "host-session=" + session + "; Path=/; HttpOnly; SameSite=Strict");
    toPage(exchange);
  }

  private void signOut(HttpExchange exchange) throws IOException {
    session(exchange).ifPresent(namesBySession::remove);
    toPage(exchange);
  }

  /**
   * All that Hearhear needs: who is signed in here gets a ticket for himself. The cookie is
   * SameSite=Strict, so that no other site asks in his name; the key never leaves this server.
   */
  private void ticket(HttpExchange exchange) throws IOException {
    Optional<String> name = signedIn(exchange);
    if (name.isEmpty()) {
      answer(exchange, 401, "application/json", "{}");
      return;
    }
    // The subject is what never changes, as the number of a row; the name is what it is here.
    String subject = name.get().toLowerCase().replace(' ', '.');
    String body =
        "{\"subject\":\"" + subject + "\",\"name\":\"" + subject + "\",\"displayName\":\""
            + name.get() + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(hearhear.resolve("api/tickets"))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("X-Hearhear", "1")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 201) {
        answer(exchange, 200, "application/json", response.body());
      } else {
        System.err.println("Hearhear gave no ticket: " + response.body());
        answer(exchange, 502, "application/json", "{}");
      }
    } catch (IOException unreachable) {
      System.err.println("Hearhear cannot be reached: " + unreachable);
      answer(exchange, 502, "application/json", "{}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> signedIn(HttpExchange exchange) {
    return session(exchange).map(namesBySession::get);
  }

  private static Optional<String> session(HttpExchange exchange) {
    String cookies = exchange.getRequestHeaders().getFirst("Cookie");
    Matcher session = SESSION.matcher(cookies == null ? "" : cookies);
    return session.find() ? Optional.of(session.group(1)) : Optional.empty();
  }

  private static void toPage(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/");
    exchange.sendResponseHeaders(303, -1);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String environment(String name, String initial) {
    return Optional.ofNullable(System.getenv(name)).orElse(initial);
  }
}
