package org.hearhear.attachment;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.hearhear.account.ApiErrors;
import org.hearhear.account.Caller;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;

/**
 * {@code POST api/attachments}. A servlet beside the other resources of the API, because the limits
 * of a multipart body are a servlet's, by which the server stops reading.
 */
public class UploadServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(UploadServlet.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** What a body may have besides the file: names, boundaries, the key. */
  private static final int REST_BYTES = 65_536;

  @Inject transient Settings settings;
  @Inject transient Attachments attachments;
  @Inject transient Uploads uploads;
  @Inject transient AttachmentFiles files;

  /** Registers the servlet, with the limits of the settings, while the application starts. */
  public static void register(ServletContext context, Settings settings, AttachmentFiles files) {
    int bytesMax = settings.get(Settings.ATTACHMENT_BYTES);
    ServletRegistration.Dynamic servlet = context.addServlet("uploads", UploadServlet.class);
    servlet.setMultipartConfig(
        new MultipartConfigElement(
            files.incoming().toString(), bytesMax, (long) bytesMax + REST_BYTES, 0));
    servlet.addMapping("/api/attachments");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!request.getMethod().equals("POST")) {
        throw Refusal.badRequest("This address takes POST only.");
      }
      AccountId caller = Caller.of(request).account().id();
      uploads.count(caller);
      requireDisk();
      Attachments.Uploaded uploaded = upload(request, caller);
      response.setStatus(
          uploaded.repeated() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_CREATED);
      response.setContentType("application/json");
      response.setCharacterEncoding("UTF-8");
      response.getWriter().write(uploaded.attachment().toJson().toString());
    } catch (Refusal refusal) {
      ApiErrors.send(response, refusal);
    } catch (IOException | RuntimeException failure) {
      LOG.log(ERROR, "An upload failed", failure);
      ApiErrors.send(
          response,
          Refusal.retry(
              ErrorCode.UNAVAILABLE, "The server could not keep the file; try again.", RETRY));
    }
  }

  /** Before a disk that is full looks like a client that breaks off. */
  private void requireDisk() throws IOException {
    // An upload lies there twice for a moment.
    if (files.usableBytes() < 2L * settings.get(Settings.ATTACHMENT_BYTES)) {
      throw new IOException("The disk of the data directory is full.");
    }
  }

  private Attachments.Uploaded upload(HttpServletRequest request, AccountId caller)
      throws IOException {
    List<Part> parts = parts(request);
    try {
      Part file =
          parts.stream()
              .filter(part -> part.getName().equals("file"))
              .reduce(
                  (one, other) -> {
                    throw Refusal.badRequest("Send one file at a time, as the part 'file'.");
                  })
              .orElseThrow(() -> Refusal.badRequest("The part 'file' is missing."));
      String key = request.getParameter("key");
      if (key == null) {
        throw Refusal.badRequest("'key' is missing: a UUID version 7, made once per file.");
      }
      String name = file.getSubmittedFileName();
      try (InputStream content = file.getInputStream()) {
        return attachments.upload(caller, Key.parse(key), name == null ? "" : name, content);
      }
    } finally {
      for (Part part : parts) {
        part.delete();
      }
    }
  }

  /** Reads the body, and no more of it than the limits. */
  private List<Part> parts(HttpServletRequest request) {
    try {
      request.setCharacterEncoding("UTF-8");
      return List.copyOf(request.getParts());
    } catch (IllegalStateException tooLarge) {
      throw Uploads.tooLarge(settings.get(Settings.ATTACHMENT_BYTES));
    } catch (ServletException | IOException unreadable) {
      throw notAForm();
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof IOException) {
        throw notAForm(); // In this way WildFly says that the body broke off.
      }
      throw failure;
    }
  }

  private static Refusal notAForm() {
    return Refusal.badRequest(
        "The body must be multipart/form-data (RFC 7578) with the part 'file', to its end.");
  }
}
