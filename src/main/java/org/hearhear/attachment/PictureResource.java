package org.hearhear.attachment;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hearhear.account.Caller;
import org.hearhear.wire.AccountId;

/** {@code api/people/{id}/picture}: how somebody looks, for whoever is signed in. */
@Path("people/{id}/picture")
public class PictureResource {
  @Inject Pictures pictures;

  @GET
  public Response get(
      @Context HttpServletRequest servletRequest,
      @Context HttpServletResponse servletResponse,
      @Context Request request,
      @PathParam("id") String id) {
    Caller unused = Caller.of(servletRequest);
    Pictures.Picture picture;
    try {
      picture = pictures.find(AccountId.parse(id)).orElseThrow(Attachments::notFound);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return FileResponse.of(
        request,
        servletResponse,
        picture.file(),
        picture.type().mediaType(),
        FileName.disposition(true, FileName.fitting("picture", picture.type())),
        picture.id().toString(),
        "private, max-age=60");
  }
}
