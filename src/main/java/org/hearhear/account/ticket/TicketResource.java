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
import org.hearhear.account.AccountResource;
import org.hearhear.account.Accounts;
import org.hearhear.account.Bearer;
import org.hearhear.account.Body;
import org.hearhear.config.Settings;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;

/** {@code api/tickets}: the backend of another application asks that a person be let in. */
@Path("tickets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource {
  private static final int SUBJECT_LENGTH_MAX = 255;
  private static final int NAME_LENGTH_MAX = 64;

  @Inject Settings settings;
  @Inject Tickets tickets;

  @POST
  public Response sell(@Context HttpServletRequest request, InputStream body) {
    String issuer = tickets.issuer(Bearer.token(request).orElse(""));
    Fields fields = Body.read(body);
    String subject = fields.text("subject", SUBJECT_LENGTH_MAX, SUBJECT_LENGTH_MAX);
    String name = fields.textOrEmpty("name", NAME_LENGTH_MAX, NAME_LENGTH_MAX);
    String displayName = AccountResource.displayName(fields);
    String ticket =
        tickets.sell(new Identity(issuer, subject, name, Accounts.shown("", displayName)));
    return Response.status(Response.Status.CREATED)
        .entity(
            Json.object(
                generator ->
                    generator
                        .write("ticket", ticket)
                        .write("expiresIn", settings.get(Settings.TICKET_LIFE).toMillis())))
        .build();
  }
}
