package org.hearhear.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ChartTest {
  @Test
  void highestIsAtTheTopAndTenfoldsAreEvenlySpread() throws Exception {
    var lines = new TreeMap<String, List<Chart.Point>>();
    lines.put(
        "wildfly",
        List.of(new Chart.Point(10, 0), new Chart.Point(100, 25), new Chart.Point(1_000, 50)));

    String svg = new Chart("Growth", lines).svg();

    assertThat(svg).contains("points=\"70.0,270.0 340.0,165.0 610.0,60.0\"").contains(">1,000<");
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var unused = builder.parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void emptyOneIsStillAnImage() {
    assertThat(new Chart("Nothing", new TreeMap<>()).svg())
        .contains("Nothing")
        .endsWith("</svg>\n");
  }
}
