package org.hearhear.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadFactory;

/** Lends the server's own thread factory to whoever runs a long-lived thread. */
@Singleton
public class Threads {
  @Resource private ManagedThreadFactory managed;

  /** Threads that know the application's class loader; the caller names them. */
  @Produces
  @Singleton
  ThreadFactory threads() {
    return managed;
  }
}
