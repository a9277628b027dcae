package org.hearhear.account;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.hearhear.storage.Fault;
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
      return http.getResponse();
    }
    if (failure instanceof JsonException) {
      return response(Refusal.badRequest("The body must be a JSON object."));
    }
    LOG.log(ERROR, "A request failed", failure);
    if (Fault.of(failure) == Fault.CONNECTION) {
      return response(
          Refusal.retry(ErrorCode.UNAVAILABLE, "The database is away; try again.", RETRY));
    }
    return Response.serverError().build();
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

  /** The error object of a refusal. */
  public static String body(Refusal refusal) {
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
