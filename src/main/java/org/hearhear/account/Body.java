package org.hearhear.account;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * Reads the JSON object in the body of an HTTP request. It takes no more of a body than the limit
 * and a byte, however long the body is: who sends it need not be signed in.
 */
public final class Body {
  private static final int BYTES_MAX = 16_384;

  private Body() {}

  public static Fields read(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw Refusal.of(
            ErrorCode.TOO_LARGE, "The body has more than " + BYTES_MAX + " bytes; shorten it.");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (Json.read(text) instanceof JsonObject object) {
        return new Fields(object);
      }
    } catch (CharacterCodingException malformed) {
      throw Refusal.badRequest("The body must be in UTF-8.");
    } catch (IOException brokenOff) {
      throw Refusal.badRequest("The body could not be read to its end; send it again.");
    } catch (JsonException notJson) {
      // Answered below.
    }
    throw Refusal.badRequest("The body must be a JSON object.");
  }
}
