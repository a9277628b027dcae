package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with messages on the page beside writing them, seen by the others at once. */
@OnEverySharedServer
class BrowserMessagesIT {
  /** Messages, more than are loaded at once and fewer than one may send at once in these tests. */
  private static final int LONG = 280;

  private static final String WITHHOLD_SENDING = "() => { WebSocket.prototype.send = () => {}; }";

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI address;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String ada = "ada-" + run;
  private final String ben = "ben-" + run;

  BrowserMessagesIT(Deployment deployment) {
    this.address = deployment.baseUri();
  }

  @Test
  void membersOfAGroupSeeReactionEditAndDeletionLive() {
    String cem = "cem-" + run;
    try (Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800);
        Reader phone = Reader.open(CHROMIUM.browser(), address, 390, 844);
        Reader third = Reader.open(CHROMIUM.browser(), address, 1280, 800)) {
      desktop.signUp(ada, "Ada");
      phone.signUp(ben, "Ben");
      third.signUp(cem, "Cem");

      desktop.startGroup("Lunch", ben, cem);
      desktop.write("Who comes?");
      phone.button(Pattern.compile("^Lunch")).click();
      phone.awaitMessage("Who comes?");
      third.button(Pattern.compile("^Lunch")).click();
      third.awaitMessage("Who comes?");

      phone.act("Who comes?", "React with 👍");
      assertThat(desktop.message("Who comes?").locator(".reaction")).containsText("👍 1");
      assertThat(third.message("Who comes?").locator(".reaction")).containsText("👍 1");

      desktop.act("Who comes?", "Edit");
      desktop.box("Edit message").fill("Who comes at one?");
      desktop.button("Save").click();
      phone.awaitMessage("Who comes at one?");
      assertThat(third.message("Who comes at one?")).containsText("edited");

      desktop.act("Who comes at one?", "Delete");
      desktop.inDialog("Delete message", "Delete").click();
      phone.awaitMessage("This message was deleted.");
      third.awaitMessage("This message was deleted.");
    }
  }

  @Test
  void answerQuotesAndReceiptAndTypingAreShown() {
    try (Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800);
        Reader phone = Reader.open(CHROMIUM.browser(), address, 390, 844)) {
      desktop.signUp(ada, "Ada");
      phone.signUp(ben, "Ben");

      desktop.writeTo(ben, "Tea or coffee?");
      phone.button(Pattern.compile("^Ada")).click();
      phone.awaitMessage("Tea or coffee?");
      assertThat(desktop.message("Tea or coffee?").getByText("Read", exactly())).isAttached();

      phone.act("Tea or coffee?", "Reply");
      phone.write("Tea");
      assertThat(desktop.message("Tea").last().locator(".quote")).containsText("Tea or coffee?");

      phone.box("Message").pressSequentially("with");
      assertThat(desktop.page().getByText("Ben is typing").first()).isVisible();
    }
  }

  @Test
  void pickedImageIsShownToTheOther() {
    try (Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800);
        Reader phone = Reader.open(CHROMIUM.browser(), address, 390, 844)) {
      desktop.signUp(ada, "Ada");
      phone.signUp(ben, "Ben");

      desktop.writeTo(ben, "Look!");
      desktop
          .page()
          .locator("input[type=file]")
          .setInputFiles(new FilePayload("bench.png", "image/png", TestPictures.png(300, 200)));
      desktop.page().locator(".upload.done").waitFor();
      desktop.button("Send").click();

      phone.button(Pattern.compile("^Ada")).click();
      phone.awaitPicture(
          phone.page().getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("bench.png")));
    }
  }

  @Test
  void whatAClosedTabHasNotSentIsSentByTheNextOne() {
    try (Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800);
        Reader phone = Reader.open(CHROMIUM.browser(), address, 390, 844)) {
      desktop.signUp(ada, "Ada");
      phone.signUp(ben, "Ben");
      desktop.writeTo(ben, "I am in a tunnel");
      phone.button(Pattern.compile("^Ada")).click();
      phone.awaitMessage("I am in a tunnel");

      // The page is cut off without the browser telling it: the message is kept, and not sent.
      desktop.page().evaluate(WITHHOLD_SENDING);
      desktop.write("From the tunnel");
      desktop.page().locator(".message.sending, .message.waiting").waitFor();
      var context = desktop.page().context();
      desktop.page().close();
      context.newPage().navigate(address.toString());

      phone.awaitMessage("From the tunnel");
    }
  }

  @Test
  void longConversationLeadsToWhatIsUnreadToWhatWasFoundAndBack() {
    Person author = Person.signUp(address, "author");
    Person reading = Person.signUp(address, "reading");
    try (TestClient writing = author.dm().ignoringRest();
        Reader desktop = Reader.open(CHROMIUM.browser(), address, 1280, 800)) {
      for (int i = 1; i <= LONG; i++) {
        String text = "This is number %03d".formatted(i);
        writing.ok("send", Keys.keyed("to", reading.id(), "text", text));
      }
      desktop.signIn(reading.name());
      desktop.button(Pattern.compile("@" + author.name())).click();
      desktop.awaitMessage("number 280");

      desktop.button("Go to the first unread message").click();
      assertThat(desktop.message("number 001")).isInViewport();

      desktop.button("Search messages").click();
      Locator words =
          desktop
              .page()
              .getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Words to find"));
      words.fill("140");
      words.press("Enter");
      desktop.button(Pattern.compile("This is number 140")).click();
      assertThat(desktop.message("number 140")).isInViewport();
      assertThat(desktop.message("number 140")).isFocused();

      desktop.button("Go to the newest messages").click();
      assertThat(desktop.message("number 280")).isInViewport();
      assertThat(desktop.message("number 140")).hasCount(0);
    }
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
