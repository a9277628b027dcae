package org.hearhear.attachment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.hearhear.config.Settings;
import org.hearhear.live.TokenBuckets;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * Takes what is uploaded onto the disk: never more of it in memory than a buffer, never more on the
 * disk than the limit, and only so much a minute of one account. Safe for all threads.
 */
@Singleton
class Uploads {
  private static final int BUFFER_BYTES = 16_384;

  private final TokenBuckets<AccountId> rate;

  @Inject
  Uploads(Settings settings) {
    rate =
        TokenBuckets.perMinute(settings.get(Settings.UPLOAD_RATE), settings.get(Settings.BUCKETS));
  }

  /** Counts an upload; throws {@code rate_limited} when there were too many. */
  void count(AccountId account) {
    Duration wait = rate.take(account).orElse(Duration.ZERO);
    if (!wait.isZero()) {
      throw Refusal.retry(ErrorCode.RATE_LIMITED, "You are uploading too much too fast.", wait);
    }
  }

  /** Forgets whoever has uploaded nothing for a while. */
  void forgetFull() {
    rate.forgetFull();
  }

  /**
   * Copies a body to a file, and stops where it is longer than {@code bytesMax}.
   *
   * @param name what it is called, which is a part of what tells uploads apart
   * @return a digest of name and content
   */
  static String receive(InputStream body, Path target, String name, int bytesMax)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    digest.update((nameBytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(nameBytes);
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream file = Files.newOutputStream(target)) {
      for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
        bytes += read;
        if (bytes > bytesMax) {
          throw tooLarge(bytesMax);
        }
        digest.update(buffer, 0, read);
        file.write(buffer, 0, read);
      }
    }
    if (bytes == 0) {
      throw Refusal.badRequest("The file is empty; choose one with something in it.");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static Refusal tooLarge(int bytesMax) {
    return Refusal.of(
        ErrorCode.TOO_LARGE, "The file has more than " + bytesMax + " bytes; send a smaller one.");
  }

  static Refusal brokenOff() {
    return Refusal.badRequest("The upload could not be read to its end; send it again.");
  }

  /** Apart from the writing: that a body breaks off is the client's affair, a full disk is ours. */
  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw brokenOff();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
