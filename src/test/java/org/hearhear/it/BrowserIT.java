package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people with browsers, on a desktop and on a phone, on every server and context root. */
@OnEveryDeployment
class BrowserIT {
  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI address;
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  BrowserIT(Deployment deployment) {
    this.address = deployment.baseUri();
  }

  @Test
  void twoPeopleWriteToEachOtherAndUpvoteLive() {
    String ada = "ada-" + run;
    String ben = "ben-" + run;
    String idea = "A bike rack " + run;
    try (Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800);
        Reader phone = Reader.open(CHROMIUM.browser(), address, 390, 844)) {
      desktop.signUp(ada, "Ada");
      phone.signUp(ben, "Ben");

      desktop.writeTo(ben, "Hello Ben <b>not bold</b>");
      phone.button(Pattern.compile("^Ada")).click();
      phone.awaitMessage("Hello Ben <b>not bold</b>");
      phone.write("Hello Ada");
      desktop.awaitMessage("Hello Ada");

      desktop.box("Title").fill(idea);
      desktop.button("Post").click();
      phone.button("Back to conversations").click();
      phone.link("Board").click();
      Locator vote = phone.button(Pattern.compile("^Upvote " + idea));
      vote.click();
      assertThat(vote).hasAttribute("aria-pressed", "true");
      assertThat(desktop.button("Upvote " + idea + ", 1 vote")).isVisible();
      vote.click();
      assertThat(desktop.button("Upvote " + idea + ", 0 votes")).isVisible();
    }
  }

  @Test
  void signingOutEndsAllTabsOfTheProfile() {
    try (Reader reader = Reader.open(CHROMIUM.browser(), address, 1280, 800)) {
      reader.signUp("tabs-" + run, "Tabs");
      var second = reader.page().context().newPage();
      second.navigate(address.toString());
      assertThat(second.getByText("Live").first()).isVisible();

      reader.button(Pattern.compile("^Account of")).click();
      reader.button("Sign out").click();

      assertThat(reader.button("Sign in")).isVisible();
      assertThat(second.getByText("You have been signed out").first()).isVisible();
    }
  }
}
