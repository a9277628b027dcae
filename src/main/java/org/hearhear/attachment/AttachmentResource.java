package org.hearhear.attachment;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.hearhear.account.Caller;
import org.hearhear.attachment.AttachmentFiles.Size;
import org.hearhear.attachment.image.FileType;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code api/attachments}: uploading a file, and getting it for whoever may see it. */
@Path("attachments")
public class AttachmentResource {
  @Inject Attachments attachments;
  @Inject Uploads uploads;

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response upload(
      @Context HttpServletRequest request,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @QueryParam("key") @Nullable String key,
      InputStream body) {
    AccountId owner = Caller.of(request).account().id();
    uploads.count(owner);
    try {
      Attachments.Uploaded uploaded =
          attachments.upload(owner, key, MultipartBody.of(contentType, body));
      return Response.status(uploaded.repeated() ? Response.Status.OK : Response.Status.CREATED)
          .entity(uploaded.attachment().toJson().toString())
          .build();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @GET
  @Path("{id}")
  public Response get(
      @Context HttpServletRequest servletRequest,
      @Context HttpServletResponse servletResponse,
      @Context Request request,
      @PathParam("id") String id,
      @QueryParam("size") @Nullable String wanted) {
    AccountId viewer = Caller.of(servletRequest).account().id();
    Size size = size(wanted);
    Attachments.Found found;
    try {
      found = attachments.find(id(id), viewer, size).orElseThrow(Attachments::notFound);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Attachment attachment = found.attachment();
    String type =
        attachment.type().equals(FileType.TEXT.mediaType())
            ? attachment.type() + ";charset=utf-8"
            : attachment.type();
    return FileResponse.of(
        request,
        servletResponse,
        found.file(),
        type,
        FileName.disposition(attachment.isImage(), attachment.name()),
        size == Size.FULL ? id : id + "-preview",
        "private, no-cache");
  }

  @DELETE
  @Path("{id}")
  public void delete(@Context HttpServletRequest request, @PathParam("id") String id) {
    AccountId owner = Caller.of(request).account().id();
    try {
      attachments.delete(id(id), owner);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What can be no id is an id that there is not. */
  private static AttachmentId id(String text) {
    try {
      return AttachmentId.parse(text);
    } catch (Refusal malformed) {
      throw Attachments.notFound();
    }
  }

  private static Size size(@Nullable String wanted) {
    if (wanted == null) {
      return Size.FULL;
    }
    if (wanted.equals("preview")) {
      return Size.PREVIEW;
    }
    throw Refusal.badRequest("'size' is preview, or left out.");
  }
}
