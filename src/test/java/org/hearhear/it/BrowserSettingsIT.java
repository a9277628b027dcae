package org.hearhear.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people decide for themselves, and what moderators look after, in browsers. */
@OnEverySharedServer
class BrowserSettingsIT {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  /** A page that can be out of view, and notes what it would have the browser show. */
  private static final String HIDEABLE =
      """
      window.shown = [];
      window.Notification = class {
        static permission = 'granted';
        constructor(title, options) {
          shown.push({ title, body: options.body, open: () => this.onclick() });
        }
        close() {}
      };
      let view = 'visible';
      Object.defineProperty(document, 'visibilityState', { get: () => view });
      window.show = isShown => {
        view = isShown ? 'visible' : 'hidden';
        document.dispatchEvent(new Event('visibilitychange'));
      };\
      """;

  @RegisterExtension static final OneChromium CHROMIUM = new OneChromium();

  private final URI address;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String ada = "ada-" + run;
  private final String ben = "ben-" + run;

  BrowserSettingsIT(Deployment deployment) {
    this.address = deployment.baseUri();
  }

  @Test
  void settingsAreAccessibleOnDesktopAndPhone() {
    try (Reader reader = desktop()) {
      reader.signUp(ada, HOSTILE);
      open(reader, "settings");
      assertThat(reader.box("Who may write to me")).isVisible();
      Axe.assertAccessible(reader.page(), "settings");

      reader.page().getByLabel("Dark").check();
      Axe.assertAccessible(reader.page(), "dark settings");

      reader.page().setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
      reader.box("Display name").fill("x".repeat(61));
      reader.button("Save").click();
      assertThat(reader.page().getByText("It is too long by 1 character.")).isVisible();
      Axe.assertAccessible(reader.page(), "settings with a mistake on a phone");
    }
  }

  @Test
  void keyboardAloneChangesTheDisplayName() {
    try (Reader reader = desktop()) {
      reader.signUp(ada, "Ada");
      Page page = reader.page();

      reader.tabTo("Account of Ada");
      page.keyboard().press("Enter");
      reader.tabTo("Settings");
      page.keyboard().press("Enter");
      assertThat(heading(reader, "Settings")).isFocused();
      reader.tabTo("Display name");
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type("Ada King");
      page.keyboard().press("Enter");

      assertThat(page.getByText("Others see your new name from now on.")).isVisible();
      assertThat(reader.box("Display name")).isFocused();
      assertThat(reader.button("Account of Ada King")).isVisible();
    }
  }

  @Test
  void namesAreTextAndDoNotTurnWhatStandsBesideThem() {
    try (Reader reader = desktop();
        Reader other = phone()) {
      reader.signUp(ada, HOSTILE);
      other.signUp(ben, "Ben");
      reader.writeTo(ben, "Hello Ben");
      other.button(Pattern.compile("^<img src=x ")).click();
      other.awaitMessage("Hello Ben");
      assertThat(heading(other, HOSTILE)).isVisible();
      assertThat(other.page().locator("img[src=x]")).hasCount(0);

      open(reader, "settings");
      reader.box("Display name").fill("Ada \u202eniB");
      reader.button("Save").click();
      assertThat(reader.page().getByText("Some of these characters cannot be in a name."))
          .isVisible();
      assertThat(reader.box("Display name")).isFocused();

      reader.box("Display name").fill("שלום");
      reader.button("Save").click();
      assertThat(reader.page().getByText("Others see your new name from now on.")).isVisible();
      reader.button("Account of שלום").click();
      assertThat(reader.page().locator(".menu-head strong bdi")).hasText("שלום");
      assertThat(reader.page().locator(".menu-head bdi[dir=ltr]")).hasText("@" + ada);
    }
  }

  @Test
  void pictureIsShownBeforeItIsUsedAndThenToOthers() {
    try (Reader reader = desktop();
        Reader other = phone()) {
      reader.signUp(ada, "Ada");
      other.signUp(ben, "Ben");
      open(reader, "settings");

      reader
          .page()
          .locator("#picture-file")
          .setInputFiles(new FilePayload("notes.txt", "text/plain", "no image".getBytes(UTF_8)));
      assertThat(reader.page().getByText("This file is no picture")).isVisible();
      reader
          .page()
          .locator("#picture-file")
          .setInputFiles(new FilePayload("me.png", "image/png", TestPictures.png(900, 500)));
      assertThat(reader.button("Use this picture")).isFocused();
      reader.button("Use this picture").click();
      assertThat(reader.page().getByText("Others see your new picture from now on.")).isVisible();
      reader.awaitPicture(reader.page().locator(".picture .face img"));

      other.page().navigate(address.toString());
      other.awaitLive();
      other.writeTo(ada, "Nice picture");
      other.awaitPicture(other.page().locator(".conversation-head .face img"));

      reader.button("Remove").click();
      assertThat(reader.page().getByText("Your picture was removed.")).isVisible();
      assertThat(reader.page().locator(".face img")).hasCount(0);
    }
  }

  @Test
  void privacyHoldsAtOnceAndAfterLoadingAgain() {
    try (Reader reader = desktop();
        Reader other = phone()) {
      reader.signUp(ada, "Ada");
      other.signUp(ben, "Ben");
      other.writeTo(ada, "Hello");
      open(reader, "settings/privacy");

      reader.page().locator("#own-status").selectOption("dnd");
      assertThat(other.page().locator(".conversation-head"))
          .containsText("does not want to be disturbed");
      reader.box("Who may write to me").selectOption("nobody");
      other.write("Are you there?");
      assertThat(other.page().getByText("Not sent.").first()).isVisible();

      reader.page().reload();
      assertThat(reader.box("Who may write to me")).hasValue("nobody");
    }
  }

  @Test
  void passwordIsChangedAndOtherLoginsEnd() {
    try (Reader reader = desktop();
        Reader elsewhere = phone()) {
      reader.signUp(ada, "Ada");
      elsewhere.signIn(ada);
      open(reader, "settings/logins");
      assertThat(reader.button(Pattern.compile("^End login session"))).hasCount(1);

      reader.box("Current password").fill("something else");
      reader.box("New password").fill("short");
      reader.button("Change password").click();
      assertThat(reader.page().getByText("A password has at least 8 characters.")).isVisible();
      assertThat(reader.box("New password")).isFocused();
      reader.box("New password").fill("the bench stands since May");
      reader.button("Change password").click();
      assertThat(reader.page().getByText("This is not your current password.")).isVisible();
      assertThat(reader.box("Current password")).isFocused();
      reader.box("Current password").fill(Person.PASSWORD);
      reader.button("Change password").click();

      assertThat(reader.page().getByText("Your password was changed.")).isVisible();
      assertThat(elsewhere.page().getByText("You have been signed out")).isVisible();
      assertThat(reader.button(Pattern.compile("^End login session"))).hasCount(0);
      reader.awaitLive();
    }
  }

  @Test
  void chosenAppearanceIsKept() {
    try (Reader reader = desktop()) {
      reader.signUp(ada, "Ada");
      open(reader, "settings/theme");
      reader.page().getByLabel("Dark").check();
      assertThat(reader.page().locator("html")).hasCSS("color-scheme", "dark");

      reader.page().reload();

      assertThat(reader.page().getByLabel("Dark")).isChecked();
      assertThat(reader.page().locator("html")).hasCSS("color-scheme", "dark");
    }
  }

  @Test
  void messagesNotifyOnlyOutOfViewAndSayWhatIsChosen() {
    try (Reader reader = desktop();
        Reader other = phone()) {
      reader.page().context().addInitScript(HIDEABLE);
      reader.page().reload();
      reader.signUp(ada, "Ada");
      other.signUp(ben, "Ben");
      open(reader, "settings/notifications");
      reader.page().getByLabel("Notify me of new messages").check();

      other.writeTo(ada, "In view");
      assertThat(reader.page()).hasTitle(Pattern.compile("^\\(1\\) "));
      reader.page().evaluate("show(false)");
      other.write("Out of view");
      awaitShown(reader, "Ben: New message");

      reader.page().getByLabel("Show what the message says").check();
      other.write("What it says");
      awaitShown(reader, "Ben: What it says");

      reader.page().evaluate("shown.at(-1).open()");
      reader.page().evaluate("show(true)");
      reader.awaitMessage("What it says");
    }
  }

  @Test
  void membersSeeNothingOfModeration() {
    try (Reader reader = phone()) {
      reader.signUp(ada, "Ada");
      assertThat(reader.link("Board")).isVisible();
      assertThat(reader.link("Moderation")).hasCount(0);

      open(reader, "moderation");

      assertThat(heading(reader, "Messages")).isVisible();
      assertThat(heading(reader, "Moderation")).hasCount(0);
    }
  }

  @Test
  void moderatorReadsAReportAndDecides() {
    Person moderator = Person.moderator(address);
    Person reporter = Person.signUp(address, "reporter");
    Person rude = Person.signUp(address, "rude");
    String reason = HOSTILE + " " + run;
    report(reporter, rude, "You are " + HOSTILE, reason);
    try (Reader reader = desktop()) {
      reader.signIn(moderator.name());
      reader.link("Moderation").click();
      Locator card = reader.page().locator(".card").filter(withText(reason));
      card.getByRole(AriaRole.BUTTON, named("^Show what was said")).click();
      assertThat(card.locator(".said .this")).containsText("You are " + HOSTILE);
      Axe.assertAccessible(reader.page(), "a report");

      card.getByLabel("Note for other moderators").fill("Talked to them.");
      card.getByRole(AriaRole.BUTTON, named("^Mark as acted upon")).click();
      assertThat(card.getByText("The report is marked as acted upon.")).isVisible();

      reader.box("Show").selectOption("acted");
      assertThat(card).containsText("Decided by");
      reader.page().setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
      Axe.assertAccessible(reader.page(), "reports on a phone");
    }
  }

  @Test
  void secondModeratorIsToldOfTheFirst() {
    Person moderator = Person.moderator(address);
    Person reporter = Person.signUp(address, "reporter");
    Person rude = Person.signUp(address, "rude");
    String report = report(reporter, rude, "You are rude", "Rude " + run);
    try (Reader reader = desktop()) {
      reader.signIn(moderator.name());
      open(reader, "moderation/reports");
      Locator card = reader.page().locator(".card").filter(withText("Rude " + run));
      card.getByRole(AriaRole.BUTTON, named("^Show what was said")).click();
      assertThat(card.locator(".said")).isVisible();
      moderator.http().put("api/reports/" + report, Map.of("from", "open", "state", "dismissed"));

      card.getByRole(AriaRole.BUTTON, named("^Mark as acted upon")).click();

      assertThat(card.getByText("Another moderator has decided meanwhile.")).isVisible();
      assertThat(card.locator(".card-head .chip")).hasText("Dismissed");
    }
  }

  @Test
  void hiddenItemIsFoundAndShownAgain() {
    Person moderator = Person.moderator(address);
    String board;
    String title = "Hidden " + run;
    try (TestClient moderating = moderator.upvote().ignoringRest()) {
      board = moderating.ok("create", Keys.keyed("title", "Board " + run)).getString("board");
      String item =
          moderating.ok("post", Keys.keyed("board", board, "title", title)).getString("item");
      moderating.ok("hide", Keys.keyed("item", item));
    }
    try (Reader reader = desktop()) {
      reader.signIn(moderator.name());
      open(reader, "moderation/hidden");
      reader.page().locator("#moderated-board").selectOption(board);
      assertThat(reader.page().locator(".card")).containsText(title);
      Axe.assertAccessible(reader.page(), "hidden items");

      reader.button("Show again: " + title).click();

      assertThat(reader.page().getByText("“" + title + "” is shown again.")).isVisible();
      assertThat(heading(reader, "Nothing is hidden")).isVisible();
      reader.link("Vote bursts").click();
      assertThat(heading(reader, "No bursts of votes")).isVisible();
      Axe.assertAccessible(reader.page(), "bursts of votes");
      assertThat(reader.link("Accounts")).hasCount(0);
    }
  }

  @Test
  void administratorDisablesAnAccountOnlyWhenSure() {
    Person administrator = Person.administrator(address);
    try (Reader member = phone();
        Reader reader = desktop()) {
      member.signUp(ada, HOSTILE);
      reader.signIn(administrator.name());
      open(reader, "moderation/accounts");
      reader.box("Find accounts").fill(ada);
      Locator row = reader.page().locator("li").filter(withText("@" + ada));
      assertThat(row).hasCount(1);
      row.getByRole(AriaRole.BUTTON, named("^Make moderator: <img")).click();
      assertThat(row.locator(".chip")).hasText("Moderator");
      row.getByRole(AriaRole.BUTTON, named("^Make member: <img")).click();
      assertThat(row.locator(".chip")).hasText("Member");
      Axe.assertAccessible(reader.page(), "accounts");

      row.getByRole(AriaRole.BUTTON, named("^Disable… <img")).click();
      assertThat(reader.inDialog("Disable this account?", "Cancel")).isFocused();
      Axe.assertAccessible(reader.page(), "the question before an account is disabled");
      reader.inDialog("Disable this account?", "Cancel").click();
      member.awaitLive();
      row.getByRole(AriaRole.BUTTON, named("^Disable… <img")).click();
      reader.inDialog("Disable this account?", "Disable").click();

      assertThat(row).containsText("is disabled and signed out everywhere");
      assertThat(member.page().getByText("You have been signed out")).isVisible();
      reader.page().setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
      Axe.assertAccessible(reader.page(), "accounts on a phone");
      row.getByRole(AriaRole.BUTTON, named("^Enable <img")).click();
      assertThat(row).containsText("can sign in again");
    }
  }

  private Reader desktop() {
    return Reader.open(CHROMIUM.browser(), address, WIDTH, HEIGHT);
  }

  private Reader phone() {
    return Reader.open(CHROMIUM.browser(), address, PHONE_WIDTH, PHONE_HEIGHT);
  }

  /** Goes to a view of the page that is there already. */
  private static void open(Reader reader, String fragment) {
    reader.page().evaluate("fragment => { location.hash = fragment; }", fragment);
  }

  /**
   * @return the report
   */
  private static String report(Person reporter, Person rude, String text, String reason) {
    try (TestClient writing = rude.dm().ignoringRest();
        TestClient reporting = reporter.dm().ignoringRest()) {
      String conversation =
          writing
              .ok("send", Keys.keyed("to", reporter.id(), "text", text))
              .getString("conversation");
      return reporting
          .ok("report", Keys.keyed("conversation", conversation, "seq", 1, "reason", reason))
          .getString("report");
    }
  }

  /** Waits until the newest of what the browser was to show is this. */
  private static void awaitShown(Reader reader, String notification) {
    String newest = "() => shown.map(({ title, body }) => `${title}: ${body}`).at(-1) ?? ''";
    reader.page().waitForCondition(() -> notification.equals(reader.page().evaluate(newest)));
  }

  private static Locator heading(Reader reader, String name) {
    return reader
        .page()
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.GetByRoleOptions named(String pattern) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile(pattern));
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
