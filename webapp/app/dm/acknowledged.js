/**
 * What the acknowledgement of one's own command says of the state. Its event says the same, sooner
 * or later; both may be applied. Pure.
 *
 * @typedef {import("./mailbox.js").Mailbox} Mailbox
 */

/**
 * @param {Mailbox} mailbox
 * @param {any} command with its key
 * @param {any} reply
 * @param {import("./messages.js").Attachment[]|undefined} attachments those of the command
 */
export function applyAcknowledged(mailbox, command, reply, attachments) {
  const { conversations } = mailbox;
  const messages = mailbox.messagesIn(reply.conversation);
  switch (command.type) {
    case "send":
      if (!messages || messages.find(reply.seq)) return;
      return messages.apply({
        ...{ seq: reply.seq, at: reply.at, key: command.key, from: mailbox.me, attachments },
        ...{ text: command.text ?? "", replyTo: command.replyTo },
      });
    case "edit":
      return messages?.edit({ ...reply, text: command.text });
    case "delete":
      return messages?.delete(reply);
    case "react": {
      const known = messages?.find(reply.seq)?.reactions ?? [];
      const { seq, emoji, on } = command;
      return messages?.react({ seq, reactions: withReaction(known, mailbox.me, emoji, on) });
    }
    case "leave":
      mailbox.leave(command.conversation);
      return conversations.apply({ type: "left", conversation: command.conversation });
    case "mute":
    case "unmute":
      return conversations.apply({ ...reply, type: "muted" });
    case "block":
    case "unblock":
      return conversations.apply({ ...reply, type: "blocked" });
  }
}

/**
 * @param {import("./messages.js").Reaction[]} reactions
 * @param {string} account
 * @param {string} emoji
 * @param {boolean} on
 * @returns {import("./messages.js").Reaction[]}
 */
export function withReaction(reactions, account, emoji, on) {
  const known = reactions.find(each => each.emoji === emoji);
  if (!known) return on ? [...reactions, { emoji, by: [account] }] : reactions;
  const others = known.by.filter(id => id !== account);
  const by = on ? (known.by.includes(account) ? known.by : [...known.by, account]) : others;
  return reactions
    .map(each => (each === known ? { emoji, by } : each))
    .filter(each => each.by.length);
}
