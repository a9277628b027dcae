package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;

/** {@code api/me}: the signed-in account, its password and its login sessions. */
@Path("me")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  @Inject Accounts accounts;
  @Inject LoginSessions logins;
  @Inject DoorAttempts attempts;
  @Inject LoginResource login;

  @GET
  public String me(@Context HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return Json.object(
        generator -> {
          generator.writeStartObject("account");
          caller.account().write(generator);
          generator.writeEnd();
          generator.write("login", caller.login().toString());
        });
  }

  /** Changes the name that people are shown. */
  @PUT
  public String rename(@Context HttpServletRequest request, InputStream body) {
    Account account = Caller.of(request).account();
    Fields fields = Body.read(body);
    if (!fields.has("displayName")) {
      throw Refusal.badRequest("'displayName' must be a string; an empty one stands for the name.");
    }
    Account renamed = accounts.rename(account, AccountResource.displayName(fields));
    return Json.object(
        generator -> {
          generator.writeStartObject("account");
          renamed.write(generator);
          generator.writeEnd();
        });
  }

  /** Ends every login session, and begins a new one for who made the change. */
  @PUT
  @Path("password")
  public Response changePassword(@Context HttpServletRequest request, InputStream body) {
    Account account = Caller.of(request).account();
    Fields fields = Body.read(body);
    String current = LoginResource.password(fields, "current");
    String wanted = LoginResource.password(fields, "new");
    Accounts.SignedIn signedIn =
        attempts
            .signIn(
                account.name(),
                LoginResource.network(request),
                () ->
                    accounts.changePassword(
                        account, current, wanted, LoginResource.userAgent(request)))
            .orElseThrow(
                () -> Refusal.of(ErrorCode.FORBIDDEN, "The current password is not right."));
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, login.cookie(request, signedIn.token()))
        .build();
  }

  @GET
  @Path("logins")
  public String listLogins(@Context HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return Json.object(
        generator -> {
          generator.writeStartArray("logins");
          for (LoginSession session : logins.list(caller.account().id())) {
            generator
                .writeStartObject()
                .write("id", session.id().toString())
                .write("current", session.id().equals(caller.login()))
                .write("createdAt", session.createdAt().toString())
                .write("lastSeenAt", session.lastSeenAt().toString())
                .write("userAgent", session.userAgent())
                .writeEnd();
          }
          generator.writeEnd();
        });
  }

  @DELETE
  @Path("logins/{id}")
  public void endLogin(@Context HttpServletRequest request, @PathParam("id") String id) {
    logins.end(Caller.of(request).account().id(), LoginId.parse(id));
  }
}
