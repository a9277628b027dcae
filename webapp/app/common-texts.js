/** The English words that several features share; see texts.js. */
import { addTexts } from "./texts.js";

addTexts({
  "common.retry": "Retry",
  "common.discard": "Discard",
  "common.delivered": "Delivered",
  "common.sent": "Sent",
  "common.tryAgain": "Try again",
  "common.loading": "Loading",
  "common.loadMore": "Load more",

  "common.newMessage": "New message",

  "common.device": "{browser} on {system}",
  "common.unknownDevice": "Unknown device",

  "refusal.bad_request":
    "The server did not understand this. Load the page again and try once more.",
  "refusal.too_large": "This is too long. Shorten it and try again.",
  "refusal.unauthenticated": "You are signed out. Sign in again.",
  "refusal.not_found": "This does not exist any more, or you cannot see it.",
  "refusal.forbidden": "You are not allowed to do this.",
  "refusal.conflict": "Someone else was faster. Look at the new state and try again.",
  "refusal.key_reused": "This was sent before with other content. Discard it and write it anew.",
  "refusal.rate_limited": "That was a little fast. Wait a moment and try again.",
  "refusal.blocked": "You have blocked this person. Unblock them to write to them.",
  "refusal.not_accepting": "This person does not take messages from you at the moment.",
  "refusal.closed": "This is closed, nothing can be added.",
  "refusal.quota": "A limit is reached. Remove something first.",
  "refusal.unavailable": "The server cannot do this right now. Try again in a moment.",
  "refusal.connection_lost": "The connection was lost. It is being restored.",
  "refusal.outdated":
    "This was written long ago and may have been sent. Look first, then send it again.",
  "refusal.timeout": "The server did not answer in time. Try again.",
  "refusal.unreachable": "The server cannot be reached. Check your connection and try again.",
  "refusal.outbox_full": "Too much is waiting to be sent. Wait until it has gone.",
  "refusal.not_kept":
    "This browser has no room left to keep it until it is sent. Free some space, then try again.",
});
