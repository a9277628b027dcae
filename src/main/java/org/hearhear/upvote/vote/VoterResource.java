package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.hearhear.account.Caller;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;

/** {@code api/accounts/{id}/votes}: lets it be forgotten whose votes they are. */
@Path("accounts/{id}/votes")
@Produces(MediaType.APPLICATION_JSON)
public class VoterResource {
  @Inject Erasure erasure;

  @DELETE
  public String erase(@Context HttpServletRequest request, @PathParam("id") String id) {
    Caller.of(request).requireAdministrator();
    int erased = erasure.erase(AccountId.parse(id));
    return Json.object(generator -> generator.write("votes", erased));
  }
}
