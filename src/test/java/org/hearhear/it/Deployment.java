package org.hearhear.it;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One place where the WAR is served: a shared server of a kind, and a context root. The server is
 * started when it is first needed. Immutable.
 */
record Deployment(ServerKind kind, String context) {
  private static final List<String> CONTEXTS = List.of("/", "/hearhear");

  /** All four, or those whose name contains {@code hearhear.it.only}, for a developer's loop. */
  static List<Deployment> all() {
    String only = System.getProperty("hearhear.it.only", "").toLowerCase(Locale.ROOT);
    List<Deployment> wanted =
        Arrays.stream(ServerKind.values())
            .flatMap(Deployment::of)
            .filter(deployment -> deployment.toString().contains(only))
            .toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("No deployment is called '" + only + "'");
    }
    return wanted;
  }

  /** One for each kind that {@link #all} leaves: at different context roots, if all are there. */
  static List<Deployment> oneOfEachKind() {
    Map<ServerKind, Deployment> chosen = new EnumMap<>(ServerKind.class);
    for (Deployment deployment : all()) {
      String usual = deployment.kind == ServerKind.WILDFLY ? "/hearhear" : "/";
      if (deployment.context.equals(usual) || !chosen.containsKey(deployment.kind)) {
        chosen.put(deployment.kind, deployment);
      }
    }
    return List.copyOf(chosen.values());
  }

  Server server() {
    return SharedServers.get(kind);
  }

  URI baseUri() {
    return server().baseUri(context);
  }

  @Override
  public String toString() {
    return kind + " at " + context;
  }

  private static Stream<Deployment> of(ServerKind kind) {
    return CONTEXTS.stream().map(context -> new Deployment(kind, context));
  }
}
