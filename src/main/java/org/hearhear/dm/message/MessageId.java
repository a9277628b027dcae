package org.hearhear.dm.message;

import org.hearhear.wire.ConversationId;

/** Which message: the conversation, and the place in it. */
public record MessageId(ConversationId conversation, long seq) {}
