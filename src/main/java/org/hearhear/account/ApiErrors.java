package org.hearhear.account;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.json.JsonException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** Turns what goes wrong in the HTTP API into a status and the same error object as on a socket. */
@Provider
public class ApiErrors implements ExceptionMapper<RuntimeException> {
  private static final System.Logger LOG = System.getLogger(ApiErrors.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Override
  public Response toResponse(RuntimeException failure) {
    if (failure instanceof Refusal refusal) {
      return response(refusal);
    }
    if (failure instanceof WebApplicationException http) {
      return response(http.getResponse().getStatus());
    }
    if (failure instanceof JsonException) {
      return response(Refusal.badRequest("The body must be a JSON object."));
    }
    LOG.log(ERROR, "A request failed", failure);
    return response(
        Refusal.retry(ErrorCode.UNAVAILABLE, "The server could not do it now; try again.", RETRY));
  }

  /** What the platform refuses by itself keeps its status and gets an error object as well. */
  private static Response response(int status) {
    Refusal refusal =
        status == Response.Status.NOT_FOUND.getStatusCode()
            ? Refusal.of(ErrorCode.NOT_FOUND, "There is nothing at this address.")
            : Refusal.badRequest("This address takes no such request (HTTP " + status + ").");
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body(refusal))
        .build();
  }

  private static Response response(Refusal refusal) {
    Response.ResponseBuilder response =
        Response.status(refusal.code().httpStatus())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(body(refusal));
    Long retryAfter = refusal.retryAfterSeconds();
    if (retryAfter != null) {
      response.header("Retry-After", retryAfter);
    }
    return response.build();
  }

  /** Refuses a request outside of the API in the way that the API does. */
  public static void send(HttpServletResponse response, Refusal refusal) throws IOException {
    response.setStatus(refusal.code().httpStatus());
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    Long retryAfter = refusal.retryAfterSeconds();
    if (retryAfter != null) {
      response.setHeader("Retry-After", retryAfter.toString());
    }
    response.getWriter().write(body(refusal));
  }

  /** The error object of a refusal. */
  private static String body(Refusal refusal) {
    return Json.object(
        generator -> {
          generator.write("code", refusal.code().wireName());
          generator.write("message", refusal.sentence());
          Duration retryAfter = refusal.retryAfter();
          if (retryAfter != null) {
            generator.write("retryAfter", retryAfter.toMillis());
          }
        });
  }
}
