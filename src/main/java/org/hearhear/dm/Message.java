package org.hearhear.dm;

import java.time.Instant;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;

/** One stored message. */
record Message(
    ConversationId conversation,
    long seq,
    AccountId sender,
    Key key,
    String text,
    Instant sentAt) {}
