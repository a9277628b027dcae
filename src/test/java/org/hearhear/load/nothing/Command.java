package org.hearhear.load.nothing;

import io.netty.buffer.ByteBuf;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A command of the load tool; what is absent is empty. */
record Command(
    String type,
    String ref,
    String key,
    String to,
    String conversation,
    String text,
    String item,
    String value) {
  private static final JsonFactory FACTORY = new JsonFactory();

  static Command read(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    String type = "";
    String ref = "0";
    String key = "";
    String to = "";
    String conversation = "";
    String text = "";
    String item = "";
    String value = "";
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        String scalar = token.isScalarValue() ? parser.getString() : "";
        switch (name) {
          case "type" -> type = scalar;
          case "ref" -> ref = scalar;
          case "key" -> key = scalar;
          case "to" -> to = scalar;
          case "conversation" -> conversation = scalar;
          case "text" -> text = scalar;
          case "item" -> item = scalar;
          case "value" -> value = scalar;
          default -> parser.skipChildren();
        }
      }
    }
    return new Command(type, ref, key, to, conversation, text, item, value);
  }
}
