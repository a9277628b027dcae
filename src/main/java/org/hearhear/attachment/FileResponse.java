package org.hearhear.attachment;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.hearhear.attachment.AttachmentFiles.Stored;

/**
 * A file as a response, in a way that a browser takes it for nothing else: no guessing of types, no
 * scripts, and shown only when it says inline.
 */
final class FileResponse {
  private FileResponse() {}

  /**
   * @param tag tells this content from any other at the same address
   * @param caching what a browser may do with it; never more than it may for one person
   */
  static Response of(
      Request request,
      HttpServletResponse response,
      Stored file,
      String type,
      String disposition,
      String tag,
      String caching) {
    // In place of what the door has set: a REST implementation may add to these headers instead.
    response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    EntityTag entityTag = new EntityTag(tag);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(entityTag);
    if (unchanged != null) {
      return unchanged.tag(entityTag).build();
    }
    StreamingOutput content = file::copyTo;
    return Response.ok(content, type)
        .header(HttpHeaders.CONTENT_LENGTH, file.bytes())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition)
        .tag(entityTag)
        .build();
  }
}
