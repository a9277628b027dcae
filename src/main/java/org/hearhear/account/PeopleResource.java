package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** {@code api/people}: whom one may write to, and who somebody is. */
@Path("people")
@Produces(MediaType.APPLICATION_JSON)
public class PeopleResource {
  @Inject Settings settings;
  @Inject People people;

  @GET
  public String people(
      @Context HttpServletRequest request,
      @QueryParam("q") @DefaultValue("") String typed,
      @QueryParam("name") @DefaultValue("") String name,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("") String limit) {
    Account viewer = Caller.of(request).account();
    PeopleQuery wanted = PeopleQuery.of(typed, after, PageLimit.parse(limit, settings));
    if (name.isEmpty()) {
      return people
          .find(viewer, wanted)
          .json("people", (generator, found) -> found.profile().write(generator));
    }
    if (!typed.isEmpty() || !after.isEmpty()) {
      throw Refusal.badRequest("'name' is a whole name, and stands without 'q' and 'after'.");
    }
    return Json.object(
        generator -> {
          generator.writeStartArray("people");
          people
              .findByName(viewer, name)
              .ifPresent(
                  found -> {
                    generator.writeStartObject();
                    found.write(generator);
                    generator.writeEnd();
                  });
          generator.writeEnd().write("more", false);
        });
  }

  @GET
  @Path("{id}")
  public String person(@Context HttpServletRequest request, @PathParam("id") String id) {
    Profile found = people.visible(Caller.of(request).account(), AccountId.parse(id));
    return Json.object(found::write);
  }
}
