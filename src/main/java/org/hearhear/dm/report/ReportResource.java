package org.hearhear.dm.report;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.hearhear.account.Body;
import org.hearhear.account.Caller;
import org.hearhear.account.PageLimit;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ReportId;

/** {@code api/reports}: what moderators read and decide. */
@Path("reports")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {
  private static final int NOTE_CODE_POINTS = 2_000;

  @Inject Settings settings;
  @Inject Moderation moderation;

  @GET
  public String reports(
      @Context HttpServletRequest request,
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("before") @DefaultValue("") String before,
      @QueryParam("limit") @DefaultValue("") String limit) {
    AccountId moderator = moderator(request);
    int rows = PageLimit.parse(limit, settings);
    ReportId below = before.isEmpty() ? new ReportId(Long.MAX_VALUE) : ReportId.parse(before);
    return ReportPayloads.list(
        moderation.list(moderator, ReportState.parse("state", state), below, rows + 1), rows);
  }

  @GET
  @Path("{id}")
  public String report(@Context HttpServletRequest request, @PathParam("id") String id) {
    AccountId moderator = moderator(request);
    return ReportPayloads.detail(moderation.detail(moderator, ReportId.parse(id)));
  }

  @PUT
  @Path("{id}")
  public String decide(
      @Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
    AccountId moderator = moderator(request);
    Fields fields = Body.read(body);
    Moderation.Wanted wanted =
        new Moderation.Wanted(
            ReportState.parse("from", fields.string("from")),
            ReportState.parse("state", fields.string("state")),
            fields.has("note")
                ? Optional.of(fields.textOrEmpty("note", NOTE_CODE_POINTS, Integer.MAX_VALUE))
                : Optional.empty());
    return ReportPayloads.detail(moderation.decide(moderator, ReportId.parse(id), wanted));
  }

  private static AccountId moderator(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.requireModerator();
    return caller.account().id();
  }
}
