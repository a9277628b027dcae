package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Payara Micro by its embedded API, in a small program that does as its standard input says: the
 * only way to redeploy there, for it has no deployment scanner. One context only.
 */
final class EmbeddedPayara implements Launcher {
  private static final Path PROGRAM = Path.of("src/test/payara/EmbeddedPayara.java");

  @Override
  public void prepare(Instance instance) throws IOException {
    Launcher.copyWar(instance, deployments(instance));
  }

  /** What the manifest of the server's jar gives to the JVM when the jar is what is started. */
  @Override
  public List<String> jvmArguments() {
    try (JarFile jar = new JarFile(PayaraMicro.jar().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      return Stream.concat(
              arguments("--add-opens=", manifest.getValue("Add-Opens")),
              arguments("--add-exports=", manifest.getValue("Add-Exports")))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("No manifest in " + PayaraMicro.jar(), e);
    }
  }

  private static Stream<String> arguments(String option, String packages) {
    return Stream.of(packages.split(" ")).map(each -> option + each + "=ALL-UNNAMED");
  }

  @Override
  public List<String> arguments(Instance instance) {
    return List.of(
        "-cp",
        PayaraMicro.jar().toString(),
        PROGRAM.toAbsolutePath().toString(),
        Integer.toString(instance.httpPort()),
        deployments(instance).resolve(Launcher.war("/")).toString());
  }

  @Override
  public Path deployments(Instance instance) {
    return instance.directory().resolve("deployments");
  }

  @Override
  public void undeploy(Instance instance, Process process, String context) throws IOException {
    order(process, "undeploy");
  }

  @Override
  public void deploy(Instance instance, Process process, String context) throws IOException {
    order(process, "deploy");
  }

  private static void order(Process process, String order) throws IOException {
    OutputStream orders = process.getOutputStream();
    orders.write((order + "\n").getBytes(UTF_8));
    orders.flush();
  }
}
