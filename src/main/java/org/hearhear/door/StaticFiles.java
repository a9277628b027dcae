package org.hearhear.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the files of the page, compressed, since neither server compresses by default. A
 * browser asks each time whether what it has is still the newest, so after a redeploy it never
 * mixes modules of two versions; it is then sent only what has changed. Whatever is no such file
 * goes on to the server. Each file is read and compressed once, so what is kept is bounded by the
 * WAR. Safe for all threads.
 */
public class StaticFiles extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Set<String> KINDS =
      Set.of("html", "js", "css", "svg", "json", "webmanifest", "ts");
  private static final Set<String> CLOSED = Set.of("WEB-INF", "META-INF");

  private final transient Map<String, StaticFile> files = new ConcurrentHashMap<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = DoorFilter.path(request);
    StaticFile file = METHODS.contains(request.getMethod()) ? find(fileAt(path)) : null;
    if (file == null) {
      chain.doFilter(request, response);
    } else {
      send(request, response, fileAt(path), file);
    }
  }

  private static String fileAt(String path) {
    return path.endsWith("/") ? path + "index.html" : path;
  }

  private @Nullable StaticFile find(String path) {
    String kind = path.substring(path.lastIndexOf('.') + 1);
    boolean isOpen = KINDS.contains(kind) && !CLOSED.contains(top(path)) && !path.contains("..");
    return isOpen ? files.computeIfAbsent(path, this::read) : null;
  }

  /** The first folder, in upper case, as a file system that minds no case would find it. */
  private static String top(String path) {
    return path.substring(1).split("/", 2)[0].toUpperCase(Locale.ROOT);
  }

  private @Nullable StaticFile read(String path) {
    try (InputStream content = getServletContext().getResourceAsStream(path)) {
      if (content == null) {
        return null;
      }
      // Those of libraries have their licences in comments.
      boolean isOurModule = path.startsWith("/app/") && path.endsWith(".js");
      byte[] bytes = content.readAllBytes();
      return isOurModule ? StaticFile.ofModule(bytes) : new StaticFile(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, String path, StaticFile file)
      throws IOException {
    StaticFile.Variant variant = file.variant(request.getHeader("Accept-Encoding"));
    response.addHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", variant.tag());
    if (variant.isKnown(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    if (variant.isCompressed()) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(getServletContext().getMimeType(path));
    response.setContentLength(variant.content().length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(variant.content());
    }
  }
}
