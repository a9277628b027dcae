package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Objects;
import org.hearhear.config.IpAddress;
import org.hearhear.config.Settings;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** {@code api/login}: signing in and out. */
@Path("login")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {
  static final int NAME_LENGTH_MAX = 64;
  private static final int PASSWORD_LENGTH_MAX = 200;

  @Inject Settings settings;
  @Inject Accounts accounts;
  @Inject LoginSessions logins;
  @Inject DoorAttempts attempts;

  @POST
  public Response signIn(@Context HttpServletRequest request, InputStream body) {
    Fields fields = Body.read(body);
    String name = fields.text("name", NAME_LENGTH_MAX, Integer.MAX_VALUE);
    String password = password(fields, "password");
    Accounts.SignedIn signedIn =
        attempts
            .signIn(
                Accounts.folded(name),
                network(request),
                () -> accounts.signIn(name, password, userAgent(request)))
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.UNAUTHENTICATED, "The name or the password is not right."));
    return signedIn(request, signedIn, Response.Status.OK);
  }

  @DELETE
  public Response signOut(@Context HttpServletRequest request) {
    Caller caller = Caller.of(request);
    logins.end(caller.account().id(), caller.login());
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, LoginCookie.forget(request.getContextPath()))
        .build();
  }

  /** Answers with the account and its cookie; also after signing up. */
  Response signedIn(
      HttpServletRequest request, Accounts.SignedIn signedIn, Response.Status status) {
    return Response.status(status)
        .header(HttpHeaders.SET_COOKIE, cookie(request, signedIn.token()))
        .entity(
            Json.object(
                generator -> {
                  generator.writeStartObject("account");
                  signedIn.account().write(generator);
                  generator.writeEnd();
                }))
        .build();
  }

  String cookie(HttpServletRequest request, String token) {
    return LoginCookie.keep(request.getContextPath(), token, settings.get(Settings.LOGIN_MAX));
  }

  /** What counts as one client where attempts are limited by address. */
  static String network(HttpServletRequest request) {
    return IpAddress.networkOf(request.getRemoteAddr());
  }

  public static String userAgent(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
  }

  static String password(Fields fields, String field) {
    return fields.text(field, PASSWORD_LENGTH_MAX, Integer.MAX_VALUE);
  }
}
