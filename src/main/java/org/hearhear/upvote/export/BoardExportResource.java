package org.hearhear.upvote.export;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hearhear.account.Caller;
import org.hearhear.upvote.export.Exports.Form;
import org.hearhear.upvote.export.Exports.Kind;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Refusal;

/** {@code api/boards/{id}/export}: all items of a board, for moderators. */
@Path("boards/{id}/export")
public class BoardExportResource {
  @Inject Exports exports;
  @Inject BoardExport boards;

  @GET
  public Response get(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("id") String id,
      @QueryParam("format") @DefaultValue("json") String format) {
    Caller.of(request).requireModerator();
    BoardId board = BoardId.parse(id);
    boards.requireBoard(board);
    return switch (format) {
      case "csv" ->
          exports.send(
              request,
              response,
              new Form(Kind.BOARD, "board-" + id + ".csv", "text/csv;charset=utf-8"),
              out -> boards.writeCsv(board, out));
      case "json" ->
          exports.send(
              request,
              response,
              new Form(Kind.BOARD, "board-" + id + ".json", "application/json"),
              out -> boards.writeJson(board, out));
      default -> throw Refusal.badRequest("'format' must be csv or json.");
    };
  }
}
