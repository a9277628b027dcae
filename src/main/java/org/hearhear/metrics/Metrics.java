package org.hearhear.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of this node, in the text format of Prometheus. Safe for all threads. */
@Singleton
public class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** A number that only grows; its name ends with {@code _total} where it is read. */
  public Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** A point in time, in seconds since 1970; 0 until it is first set. */
  public Moment moment(String name, String description) {
    AtomicLong seconds = new AtomicLong();
    Gauge.builder(name, seconds, AtomicLong::doubleValue)
        .description(description)
        .register(registry);
    return at -> seconds.set(at.getEpochSecond());
  }

  /** Tells when something last happened. */
  public interface Moment {
    void set(Instant at);
  }

  /** All figures as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }
}
