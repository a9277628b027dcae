package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A person in front of the page, in a browser profile of his own. Closing fails when the page has
 * complained about anything but what a browser always says of a refused request.
 */
final class Reader implements AutoCloseable {
  private static final int TABS_MAX = 40;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Reader(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isRefusedRequest(message.text())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Opens the page in a window of this size. */
  static Reader open(Browser browser, URI address, int width, int height) {
    Reader reader =
        new Reader(
            browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height)));
    reader.page.navigate(address.toString());
    return reader;
  }

  Page page() {
    return page;
  }

  void signUp(String name, String displayName) {
    button("Create an account").click();
    box("Name").fill(name);
    box("Display name").fill(displayName);
    box("Password").fill(Person.PASSWORD);
    button("Sign up").click();
    awaitLive();
  }

  void signIn(String name) {
    box("Name").fill(name);
    box("Password").fill(Person.PASSWORD);
    button("Sign in").click();
    awaitLive();
  }

  void awaitLive() {
    page.getByRole(AriaRole.STATUS)
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*Live\\s*$")))
        .waitFor();
  }

  /** Finds a person and opens the conversation. */
  void writeTo(String name, String text) {
    page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find people"))
        .fill(name);
    choose(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("People")), name);
    write(text);
  }

  /** Waits until only this person is left: before, the rows still move under the pointer. */
  private static void choose(Locator people, String name) {
    Locator rows = people.getByRole(AriaRole.BUTTON);
    PlaywrightAssertions.assertThat(rows).hasText(new Pattern[] {Pattern.compile("@" + name)});
    rows.click();
  }

  void write(String text) {
    box("Message").fill(text);
    button("Send").click();
  }

  void awaitMessage(String text) {
    page.locator(".message .bubble").filter(new Locator.FilterOptions().setHasText(text)).waitFor();
  }

  /** Makes a group of oneself and those with these names, and opens it. */
  void startGroup(String title, String... names) {
    button("New group").click();
    box("Name of the group").fill(title);
    Locator form =
        page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("New group"));
    for (String name : names) {
      form.getByRole(AriaRole.SEARCHBOX).fill(name);
      choose(form.getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("People")), name);
    }
    button("Create group").click();
    page.getByText(names.length + 1 + " members").waitFor();
  }

  /** The message that says this, with all that is drawn around it. */
  Locator message(String text) {
    return page.locator(".message").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Does what the menu of a message has. */
  void act(String text, String item) {
    message(text).first().hover();
    message(text)
        .first()
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(Pattern.compile("^Actions for this message")))
        .click();
    inDialog("Actions for this message", item).click();
  }

  /** Waits until an image is there and could be read. */
  void awaitPicture(Locator image) {
    image.waitFor();
    page.waitForCondition(() -> (Boolean) image.evaluate("image => image.naturalWidth > 0"));
  }

  /** Presses Tab until what has the focus is called so. */
  void tabTo(String label) {
    for (int tabs = 0; tabs < TABS_MAX; tabs++) {
      page.keyboard().press("Tab");
      if (focusedLabel().startsWith(label)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to: " + label);
  }

  private String focusedLabel() {
    return (String)
        page.evaluate(
            """
            () => {
              let focused = document.activeElement;
              while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
              const label = focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.innerText;
              return (label || focused?.querySelector?.('.unseen')?.textContent || focused?.innerText || '').trim();
            }\
            """);
  }

  Locator inDialog(String dialog, String button) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(dialog))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator button(Pattern name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  Locator box(String name) {
    return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained about").isEmpty();
  }

  private static boolean isRefusedRequest(String text) {
    return text.startsWith("Failed to load resource")
        || text.contains("ERR_CONNECTION_REFUSED")
        || text.contains("WebSocket connection to");
  }
}
