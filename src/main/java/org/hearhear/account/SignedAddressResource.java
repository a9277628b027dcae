package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** {@code api/me/addresses}: addresses of files that a browser gets without a cookie. */
@Path("me/addresses")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SignedAddressResource {
  private static final int ADDRESSES_MAX = 100;

  @Inject LoginSessions logins;
  @Inject SignedAddresses addresses;

  @POST
  public String sign(@Context HttpServletRequest request, InputStream body) {
    Caller caller = Caller.of(request);
    List<String> wanted =
        Body.read(body)
            .list(
                "addresses",
                ADDRESSES_MAX,
                value -> {
                  if (value instanceof JsonString address) {
                    return address.getString();
                  }
                  throw Refusal.badRequest("'addresses' must be strings.");
                });
    LoginSessionStore.Found signer =
        logins
            .find(caller.login())
            .orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHENTICATED, "Sign in first."));
    return Json.object(
        generator -> {
          generator.writeStartArray("addresses");
          wanted.forEach(address -> generator.write(addresses.sign(signer, address)));
          generator.writeEnd().write("expiresIn", SignedAddresses.LIFE.toMillis());
        });
  }
}
