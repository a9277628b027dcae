package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of files that say themselves who asks, for where neither a cookie nor a header can: an
 * image in a page of another origin.
 *
 * <p>Promised: such an address gets one file, as its signer may see it, until {@link #LIFE} has
 * passed, his login session has ended, or its token was renewed. Its signature is an HMAC-SHA256
 * (RFC 2104) keyed with what only the server knows of the login session. Safe for all threads.
 */
@Singleton
public class SignedAddresses {
  /** How long a signature is good at the most. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FILE =
      Pattern.compile(
          "api/(attachments/[0-9a-f-]{1,36}|people/\\d{1,19}/picture|items/\\d{1,19}/log"
              + "|boards/\\d{1,19}/export)");
  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&._-]{0,100}");
  private static final Pattern SIGNED =
      Pattern.compile(
          "((?<query>.*)&)?login=(?<login>\\d{1,19})&until=(?<until>\\d{1,15})"
              + "&signature=(?<signature>[A-Za-z0-9_-]{43})");

  private final LoginSessions logins;

  @Inject
  public SignedAddresses(LoginSessions logins) {
    this.logins = logins;
  }

  /** Signs the address of a file, relative to the context root; the file may be missing. */
  String sign(LoginSessionStore.Found signer, String address) {
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    String query = mark < 0 ? "" : address.substring(mark + 1);
    if (!FILE.matcher(path).matches() || !QUERY.matcher(query).matches()) {
      throw Refusal.badRequest(
          "Addresses are those of files, such as api/attachments/{id} or api/people/{id}/picture.");
    }
    LoginId login = signer.caller().login();
    long until = Instant.now().plus(LIFE).toEpochMilli();
    String signature = signature(signer, path, query, until);
    return path
        + "?"
        + (query.isEmpty() ? "" : query + "&")
        + "login="
        + login
        + "&until="
        + until
        + "&signature="
        + signature;
  }

  /** Whether a request says who makes it by its address. */
  public static boolean isSigned(String path, @Nullable String query) {
    return query != null && FILE.matcher(path).matches() && SIGNED.matcher(query).matches();
  }

  /** Who signed an address; empty when the signature is not good (any more). */
  public Optional<Caller> signer(String path, String query) {
    Matcher parts = SIGNED.matcher(query);
    if (!parts.matches() || Instant.now().toEpochMilli() > Long.parseLong(parts.group("until"))) {
      return Optional.empty();
    }
    return logins
        .find(LoginId.parse(parts.group("login")))
        .filter(
            found ->
                isSame(
                    parts.group("signature"),
                    signature(
                        found,
                        path,
                        Optional.ofNullable(parts.group("query")).orElse(""),
                        Long.parseLong(parts.group("until")))))
        .map(LoginSessionStore.Found::caller);
  }

  private static boolean isSame(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
  }

  private static String signature(
      LoginSessionStore.Found signer, String path, String query, long until) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(signer.tokenHash().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      byte[] signature =
          mac.doFinal((path + "?" + query + "#" + until).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("every Java has " + ALGORITHM, e);
    }
  }
}
