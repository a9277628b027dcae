package org.hearhear.ops;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.hearhear.account.ApiErrors;
import org.hearhear.config.Settings;
import org.hearhear.live.Connections;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * {@code POST ops/drain}: takes this node out of service, on the word of an operator who has the
 * token from the settings, and answers when its connections are gone. {@code DELETE} takes it back
 * in. Without a token in the settings there is no such address.
 */
@WebServlet("/ops/drain")
public class DrainServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  @Inject transient Settings settings;
  @Inject transient Connections connections;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isAllowed(request, response)) {
      Connections.Drained drained = connections.drain();
      response.setContentType("application/json");
      response
          .getWriter()
          .write(
              Json.object(
                  generator ->
                      generator
                          .write("status", "drained")
                          .write("closed", drained.closed())
                          .write("left", drained.left())));
    }
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isAllowed(request, response)) {
      connections.endDrain();
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private boolean isAllowed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String token = settings.get(Settings.OPS_TOKEN);
    if (token.isEmpty()) {
      ApiErrors.send(response, Refusal.of(ErrorCode.NOT_FOUND, "Set HEARHEAR_OPS_TOKEN to drain."));
      return false;
    }
    String header = request.getHeader("Authorization");
    if (header == null || !isSame(header, BEARER + token)) {
      ApiErrors.send(response, Refusal.of(ErrorCode.UNAUTHENTICATED, "Give the operator's token."));
      return false;
    }
    return true;
  }

  /** In a time that does not tell how much of it is right. */
  private static boolean isSame(String given, String wanted) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }
}
