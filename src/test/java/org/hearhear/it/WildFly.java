package org.hearhear.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * WildFly with its default configuration, {@code standalone.xml}. The unpacked distribution is only
 * read: the server's base directory is a copy of {@code standalone}. Java is started directly, as
 * {@code standalone.sh} would do it, so that the process we kill is the server and not its shell.
 */
final class WildFly implements Launcher {
  // What bin/common.sh and bin/standalone.conf of WildFly 39 give to a modular JDK.
  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-Djava.net.preferIPv4Stack=true",
          "-Djava.awt.headless=true",
          "-Djboss.modules.system.pkgs=org.jboss.byteman",
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  private final boolean scansOften;

  private WildFly(boolean scansOften) {
    this.scansOften = scansOften;
  }

  /** As the distribution configures it. */
  static WildFly standard() {
    return new WildFly(false);
  }

  /**
   * With a deployment scanner that looks for markers five times a second; by default it does every
   * 5 s, which is most of the time of a redeploy.
   */
  static WildFly scanningOften() {
    return new WildFly(true);
  }

  @Override
  public void prepare(Instance instance) throws IOException {
    Directories.copy(home().resolve("standalone"), base(instance));
    if (scansOften) {
      scanOften(base(instance).resolve("configuration/standalone.xml"));
    }
    Launcher.copyWar(instance, deployments(instance));
  }

  private static void scanOften(Path configuration) throws IOException {
    String standard = Files.readString(configuration);
    String often = standard.replace("scan-interval=\"5000\"", "scan-interval=\"200\"");
    if (often.equals(standard)) {
      throw new IllegalStateException("No scan-interval of 5000 ms in " + configuration);
    }
    Files.writeString(configuration, often);
  }

  @Override
  public List<String> jvmArguments() {
    return JVM_ARGUMENTS;
  }

  @Override
  public List<String> arguments(Instance instance) {
    Path base = base(instance);
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
    arguments.add(
        "-Dlogging.configuration=" + base.resolve("configuration/logging.properties").toUri());
    arguments.add("-jar");
    arguments.add(home().resolve("jboss-modules.jar").toString());
    arguments.add("-mp");
    arguments.add(home().resolve("modules").toString());
    arguments.add("org.jboss.as.standalone");
    arguments.add("-Djboss.home.dir=" + home());
    arguments.add("-Djboss.server.base.dir=" + base);
    arguments.add("-Djboss.http.port=" + instance.httpPort());
    arguments.add("-Djboss.https.port=" + instance.httpsPort());
    arguments.add("-Djboss.management.http.port=" + instance.managementPort());
    return arguments;
  }

  @Override
  public Path deployments(Instance instance) {
    return base(instance).resolve("deployments");
  }

  /** By the deployment scanner: without its marker, a WAR is taken away. */
  @Override
  public void undeploy(Instance instance, Process process, String context) throws IOException {
    Path marker = deployments(instance).resolve(Launcher.war(context) + ".deployed");
    // The scanner writes it a moment after the application is ready.
    Deadline.soon().until(marker + " is there", () -> Files.exists(marker));
    Files.delete(marker);
  }

  @Override
  public void deploy(Instance instance, Process process, String context) throws IOException {
    Files.createFile(deployments(instance).resolve(Launcher.war(context) + ".dodeploy"));
  }

  private static Path home() {
    String home = System.getProperty("hearhear.wildfly", "target/servers/wildfly-39.0.1.Final");
    return Path.of(home).toAbsolutePath();
  }

  private static Path base(Instance instance) {
    return instance.directory().resolve("standalone");
  }
}
