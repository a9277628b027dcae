package org.hearhear.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Lends the server's own thread factory to whoever runs a long-lived thread.
 *
 * <p>It is looked up by its name in Jakarta Concurrency 3.0, section 3.4.4, and not injected:
 * Payara was once seen to leave a {@code @Resource} field empty in the second of two applications,
 * without an error.
 */
@Singleton
public class Threads {
  private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

  /** Threads that know the application's class loader; the caller names them. */
  @Produces
  @Singleton
  @SuppressWarnings("BanJNDI") // The name is a constant.
  ThreadFactory threads() throws NamingException {
    return InitialContext.doLookup(FACTORY);
  }
}
