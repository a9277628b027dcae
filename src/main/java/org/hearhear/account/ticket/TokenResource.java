package org.hearhear.account.ticket;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.hearhear.account.Body;
import org.hearhear.account.Caller;
import org.hearhear.account.LoginResource;
import org.hearhear.config.Settings;
import org.hearhear.wire.Json;

/** {@code api/tokens}: a browser changes a ticket for the token that signs its requests. */
@Path("tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  private static final int TICKET_LENGTH_MAX = 128;

  @Inject Settings settings;
  @Inject Tickets tickets;

  @POST
  public Response change(@Context HttpServletRequest request, InputStream body) {
    String ticket = Body.read(body).text("ticket", TICKET_LENGTH_MAX, TICKET_LENGTH_MAX);
    Optional<Caller> caller =
        request.getUserPrincipal() instanceof Caller known ? Optional.of(known) : Optional.empty();
    Tickets.Admitted admitted = tickets.change(ticket, caller, LoginResource.userAgent(request));
    return Response.status(Response.Status.CREATED)
        .entity(
            Json.object(
                generator -> {
                  generator
                      .write("token", admitted.grant().token())
                      .write("expiresIn", settings.get(Settings.TOKEN_LIFE).toMillis())
                      .writeStartObject("account");
                  admitted.account().write(generator);
                  generator.writeEnd();
                }))
        .build();
  }
}
