package org.hearhear.upvote.export;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.hearhear.account.Caller;
import org.hearhear.upvote.export.Exports.Form;
import org.hearhear.upvote.export.Exports.Kind;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.wire.ItemId;

/** {@code api/items/{id}/log}: the vote log of an item, for everybody who is signed in. */
@Path("items/{id}/log")
public class VoteLogResource {
  @Inject Exports exports;
  @Inject VoteLogExport logs;

  @GET
  public Response get(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("id") String id) {
    Caller.of(request);
    ItemStore.Counted counted = logs.counted(ItemId.parse(id));
    return exports.send(
        request,
        response,
        new Form(Kind.LOG, "votes-" + id + ".txt", "text/plain;charset=utf-8"),
        out -> logs.write(counted, out));
  }
}
