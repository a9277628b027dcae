package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** {@code api/accounts}: signing up, and what administrators do to accounts. */
@Path("accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
  private static final int DISPLAY_NAME_LENGTH_MAX = 60;

  @Inject Accounts accounts;
  @Inject DoorAttempts attempts;
  @Inject LoginResource login;

  @POST
  public Response register(@Context HttpServletRequest request, InputStream body) {
    Fields fields = Body.read(body);
    String name = fields.text("name", LoginResource.NAME_LENGTH_MAX, Integer.MAX_VALUE);
    String password = LoginResource.password(fields, "password");
    String displayName =
        fields.textOrEmpty("displayName", DISPLAY_NAME_LENGTH_MAX, Integer.MAX_VALUE);
    Accounts.NewAccount wanted = accounts.wanted(name, displayName, password);
    attempts.registration(wanted.name(), LoginResource.network(request));
    return login.signedIn(
        request,
        accounts.register(wanted, LoginResource.userAgent(request)),
        Response.Status.CREATED);
  }

  @PUT
  @Path("{id}/role")
  public void setRole(
      @Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
    Caller.of(request).requireAdministrator();
    String wanted = Body.read(body).string("role");
    for (Role role : Role.values()) {
      if (role.wireName().equals(wanted)) {
        accounts.setRole(AccountId.parse(id), role);
        return;
      }
    }
    throw Refusal.badRequest("'role' must be member or moderator.");
  }

  @PUT
  @Path("{id}/disabled")
  public void setDisabled(
      @Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
    Caller caller = Caller.of(request);
    caller.requireAdministrator();
    AccountId account = AccountId.parse(id);
    if (account.equals(caller.account().id())) {
      throw Refusal.badRequest("You cannot disable your own account.");
    }
    accounts.setDisabled(account, Body.read(body).bool("disabled"));
  }
}
