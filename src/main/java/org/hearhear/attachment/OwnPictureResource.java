package org.hearhear.attachment;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.hearhear.account.Caller;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;

/** {@code api/me/picture}: how the signed-in person looks to others; the body is the image. */
@Path("me/picture")
@Produces(MediaType.APPLICATION_JSON)
public class OwnPictureResource {
  @Inject Pictures pictures;
  @Inject Uploads uploads;

  @PUT
  public String set(@Context HttpServletRequest request, InputStream body) {
    AccountId account = Caller.of(request).account().id();
    uploads.count(account);
    try {
      UUID picture = pictures.set(account, body);
      return Json.object(generator -> generator.write("picture", picture.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @DELETE
  public void remove(@Context HttpServletRequest request) {
    AccountId account = Caller.of(request).account().id();
    try {
      pictures.remove(account);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
