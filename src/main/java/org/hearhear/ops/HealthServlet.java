package org.hearhear.ops;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hearhear.live.Connections;
import org.hearhear.storage.Database;

/**
 * {@code ops/live}: the process answers; {@code ops/ready}: it can also serve, for its database
 * answers and nobody drains it. Under our own context root, for the servers' health pages are
 * elsewhere on each of them.
 */
@WebServlet({"/ops/live", "/ops/ready"})
public class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String READY = "ready";

  @Inject transient Database database;
  @Inject transient Connections connections;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String status = "live";
    if (request.getServletPath().endsWith("ready")) {
      status = readiness();
      response.setStatus(
          status.equals(READY)
              ? HttpServletResponse.SC_OK
              : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write("{\"status\":\"" + status + "\"}");
  }

  private String readiness() {
    if (connections.isDraining()) {
      return "draining";
    }
    return database.isReachable() ? READY : "the database does not answer";
  }
}
