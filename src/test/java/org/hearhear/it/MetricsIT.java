package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** The figures of a node, as Prometheus reads them. */
@OnEverySharedServer
class MetricsIT {
  private final URI base;

  MetricsIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void figuresAreReadWithoutALogin() {
    Http.Answer answer = new Http(base).get("ops/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.text())
        .contains("# TYPE hearhear_recount_mended_total counter")
        .contains("hearhear_recount_log_mismatches_total 0.0");
  }
}
