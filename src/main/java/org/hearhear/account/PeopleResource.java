package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.hearhear.wire.Json;

/** {@code api/people}: whom one may write to. */
@Path("people")
@Produces(MediaType.APPLICATION_JSON)
public class PeopleResource {
  private static final int PAGE = 50;

  @Inject Accounts accounts;

  @GET
  public String people(
      @Context HttpServletRequest request,
      @QueryParam("prefix") @DefaultValue("") String prefix,
      @QueryParam("after") @DefaultValue("") String after) {
    Caller caller = Caller.of(request);
    List<Person> found = accounts.people(caller.account().id(), prefix, after, PAGE + 1);
    return Json.object(
        generator -> {
          generator.writeStartArray("people");
          for (Person person : found.subList(0, Math.min(PAGE, found.size()))) {
            generator.writeStartObject();
            person.write(generator);
            generator.writeEnd();
          }
          generator.writeEnd();
          generator.write("more", found.size() > PAGE);
        });
  }
}
