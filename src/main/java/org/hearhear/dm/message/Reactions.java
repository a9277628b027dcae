package org.hearhear.dm.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Refusal;

/**
 * Who has reacted to a message, and with what, in the order in which each emoji came first.
 *
 * @param by for each emoji the accounts, the first one first
 */
public record Reactions(Map<String, List<AccountId>> by) {
  private static final int EMOJI_CHARS_MAX = 32;

  /** One symbol as it is shown (UAX 29), however many code points it takes. */
  private static final Pattern ONE_SYMBOL = Pattern.compile("\\X");

  /** What makes a symbol an emoji and not a letter: a pictograph, a flag, or a keycap. */
  private static final Pattern PICTURE =
      Pattern.compile(
          "[\\p{So}\\x{1F1E6}-\\x{1F1FF}\\x{20E3}\\x{203C}\\x{2049}\\x{2B1B}-\\x{2BFF}"
              + "\\x{2190}-\\x{21FF}\\x{25A0}-\\x{25FF}\\x{2934}\\x{2935}]");

  /** None. */
  public static final Reactions NONE = new Reactions(Map.of());

  /** The same with one more, which is new. */
  Reactions with(String emoji, AccountId account) {
    Map<String, List<AccountId>> changed = new LinkedHashMap<>(by);
    List<AccountId> accounts = new ArrayList<>(changed.getOrDefault(emoji, List.of()));
    accounts.add(account);
    changed.put(emoji, accounts);
    return new Reactions(changed);
  }

  public boolean has(String emoji, AccountId account) {
    return by.getOrDefault(emoji, List.of()).contains(account);
  }

  public int count() {
    return by.values().stream().mapToInt(List::size).sum();
  }

  /** Refuses what is not a single emoji. */
  public static String emoji(String text) {
    if (text.length() > EMOJI_CHARS_MAX
        || !ONE_SYMBOL.matcher(text).matches()
        || !PICTURE.matcher(text).find()) {
      throw Refusal.badRequest("'emoji' must be a single emoji.");
    }
    return text;
  }
}
