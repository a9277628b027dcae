/** The English words of the page around its views; see ../texts.js. */
import { addTexts } from "../texts.js";

addTexts({
  "shell.product": "Hearhear",
  "shell.views": "Views",
  "shell.messages": "Messages",
  "shell.board": "Board",
  "shell.home": "Messages and board",
  "shell.moderation": "Moderation",
  "shell.unread": { one: "{count} unread", other: "{count} unread" },
  "shell.loadAgain": "Load again",
  "shell.unsentSure":
    "Something you wrote has not been sent yet and would be lost. Sign out anyway?",
  "shell.signedOut": "You have been signed out. Sign in again to go on.",

  "shell.insecure.title": "HTTPS is needed",
  "shell.insecure.about":
    "Over plain http, browsers do not keep anybody signed in to Hearhear. Open the page by its https address instead; whoever runs this server can tell you which one it is.",
  "shell.insecure.try": "Try {address}",

  "shell.state.live": "Live",
  "shell.state.offline": "Offline, reconnecting",
  "shell.state.signedOut": "Signed out",
  "shell.state.stopped": "Stopped",
  "shell.state.connecting": "Connecting",
  "shell.advice.kept":
    "What you write now is kept, and sent as soon as the connection is back.",
  "shell.advice.blocked":
    "The server answers, but live connections to it fail; it may be about to restart, or something on the way blocks them. What you write is kept.",
  "shell.advice.forbidden":
    "The server does not let this account connect. Ask whoever runs it.",
  "shell.advice.broken":
    "This page and the server do not understand each other. Load the page again.",

  "shell.account": "Account",
  "shell.accountOf": "Account of {name}",
  "shell.role.member": "member",
  "shell.role.moderator": "moderator",
  "shell.role.administrator": "administrator",
  "shell.settings": "Settings",
  "shell.signOut": "Sign out",

  "shell.motto": "Talk to each other, and say what you think is good.",
  "shell.in.title": "Welcome back",
  "shell.in.run": "Sign in",
  "shell.in.other": "You are new here?",
  "shell.in.turn": "Create an account",
  "shell.in.noName": "Enter your name.",
  "shell.in.noPassword": "Enter your password.",
  "shell.in.refused": "Name and password do not belong together. Check both and try again.",
  "shell.in.later": "Too many tries. Try again later.",
  "shell.in.wait": "Too many tries. Try again {wait}.",
  "shell.up.title": "Create your account",
  "shell.up.run": "Sign up",
  "shell.up.other": "You have one already?",
  "shell.up.turn": "Use my account",
  "shell.up.taken": "This name is taken. Choose another one.",

  "shell.name": "Name",
  "shell.name.hint":
    "3 to 32 of a–z, 0–9, dot, dash, underscore. Others find you by it.",
  "shell.name.wrong": "A name has 3 to 32 of a–z, 0–9, dot, dash and underscore.",
  "shell.displayName": "Display name",
  "shell.displayName.hint": "Optional. What others see.",
  "shell.displayName.long": {
    one: "A display name has at most {count} character.",
    other: "A display name has at most {count} characters.",
  },
  "shell.password": "Password",
  "shell.password.hint": {
    one: "At least {count} character. A few words are a good password.",
    other: "At least {count} characters. A few words are a good password.",
  },
  "shell.password.short": {
    one: "A password has at least {count} character.",
    other: "A password has at least {count} characters.",
  },
  "shell.password.long": {
    one: "A password has at most {count} character.",
    other: "A password has at most {count} characters.",
  },
  "shell.password.see": "Show what is typed",
  "shell.password.show": "Show",
  "shell.password.hide": "Hide",
});
