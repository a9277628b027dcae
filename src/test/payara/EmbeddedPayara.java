import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Payara Micro by its embedded API, with one WAR at the root, which is taken away and brought back
 * as the lines of the standard input say: {@code undeploy} and {@code deploy}. Java runs it from its
 * source, with the server's jar as the class path; the arguments are the HTTP port and the WAR.
 */
public final class EmbeddedPayara {
  private static final String NAME = "ROOT";

  public static void main(String[] arguments) throws Exception {
    PayaraMicroRuntime server =
        PayaraMicro.getInstance()
            .setHttpPort(Integer.parseInt(arguments[0]))
            .setNoHazelcast(true)
            .bootStrap();
    File war = new File(arguments[1]);
    server.deploy(NAME, "/", war);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.equals("undeploy")) {
        server.undeploy(NAME);
      } else {
        server.deploy(NAME, "/", war);
      }
    }
    server.shutdown();
  }
}
