package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** {@code api/accounts}: signing up, and what moderators see and administrators do to accounts. */
@Path("accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
  private static final int DISPLAY_NAME_LENGTH_MAX = 60;

  /** So few that the members of a large group fit into one frame. */
  private static final int DISPLAY_NAME_BYTES_MAX = 120;

  @Inject Settings settings;
  @Inject Accounts accounts;
  @Inject People people;
  @Inject DoorAttempts attempts;
  @Inject LoginResource login;

  @POST
  public Response register(@Context HttpServletRequest request, InputStream body) {
    Fields fields = Body.read(body);
    String name = fields.text("name", LoginResource.NAME_LENGTH_MAX, Integer.MAX_VALUE);
    String password = LoginResource.password(fields, "password");
    Accounts.NewAccount wanted = accounts.wanted(name, displayName(fields), password);
    attempts.registration(wanted.name(), LoginResource.network(request));
    return login.signedIn(
        request,
        accounts.register(wanted, LoginResource.userAgent(request)),
        Response.Status.CREATED);
  }

  @GET
  public String accounts(
      @Context HttpServletRequest request,
      @QueryParam("q") @DefaultValue("") String typed,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("") String limit) {
    Caller.of(request).requireModerator();
    PeopleQuery wanted = PeopleQuery.of(typed, after, PageLimit.parse(limit, settings));
    return people.accounts(wanted).json("accounts", AccountResource::write);
  }

  private static void write(JsonGenerator generator, PeopleStore.Found found) {
    found.account().write(generator);
    generator.write("disabled", found.account().disabled());
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

  /** The name that people are to be shown, of somebody who signs up or changes it. */
  public static String displayName(Fields fields) {
    return fields.textOrEmpty("displayName", DISPLAY_NAME_LENGTH_MAX, DISPLAY_NAME_BYTES_MAX);
  }
}
