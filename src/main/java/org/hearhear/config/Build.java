package org.hearhear.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build of Hearhear this is. */
public final class Build {
  /** The version in the pom. */
  public static final String VERSION = read();

  private Build() {}

  private static String read() {
    try (InputStream file = Build.class.getResourceAsStream("/hearhear.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
