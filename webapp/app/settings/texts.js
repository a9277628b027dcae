/** The English words of the settings; see ../texts.js. */
import { addTexts } from "../texts.js";

addTexts({
  "settings.settings": "Settings",
  "settings.close": "Close settings",
  "settings.sections": "Sections of the settings",
  "settings.save": "Save",
  "settings.saving": "Saving…",
  "settings.cancel": "Cancel",

  "settings.profile": "Profile",
  "settings.profile.about": "This is what others see of you. You sign in as {name}.",
  "settings.profile.name": "Display name",
  "settings.profile.hint": {
    one: "Up to {count} character. Leave it empty to be shown as {name}.",
    other: "Up to {count} characters. Leave it empty to be shown as {name}.",
  },
  "settings.profile.long": {
    one: "It is too long by {count} character.",
    other: "It is too long by {count} characters.",
  },
  "settings.profile.refused": "Some of these characters cannot be in a name.",
  "settings.profile.saved": "Others see your new name from now on.",
  "settings.picture": "Picture",
  "settings.picture.about": "The middle of it is shown, as a circle.",
  "settings.picture.choose": "Choose a picture",
  "settings.picture.other": "Choose another one",
  "settings.picture.use": "Use this picture",
  "settings.picture.remove": "Remove",
  "settings.picture.preview": "This is how it will look. Use it?",
  "settings.picture.unreadable": "This file is no picture that this browser can show.",
  "settings.picture.saved": "Others see your new picture from now on.",
  "settings.picture.removed": "Your picture was removed.",

  "settings.privacy": "Privacy",
  "settings.privacy.about": "It holds wherever you are signed in, and at once.",
  "settings.privacy.connecting": "These are here as soon as there is a connection.",

  "settings.notifications": "Notifications",
  "settings.notifications.about":
    "They come while no tab with this page is in view. Muted conversations never notify, and nothing does while your status is “Do not disturb”. This holds for this browser.",
  "settings.notifications.on": "Notify me of new messages",
  "settings.notifications.words": "Show what the message says",
  "settings.notifications.words.hint": "Others near your screen may read it.",
  "settings.notifications.sound": "Play a short tone",
  "settings.notifications.denied":
    "This browser does not let this page notify you. Allow notifications in its settings for this page, then switch them on here.",
  "settings.notifications.unsupported": "This browser has no notifications for pages.",
  "settings.notifications.saved.on": "You are notified from now on.",
  "settings.notifications.saved.off": "You are not notified any more.",

  "settings.theme": "Appearance",
  "settings.theme.about": "This holds for this browser.",
  "settings.theme.system": "As this device",
  "settings.theme.light": "Light",
  "settings.theme.dark": "Dark",

  "settings.password": "Password",
  "settings.password.about": "With a new password all other login sessions are signed out.",
  "settings.password.current": "Current password",
  "settings.password.next": "New password",
  "settings.password.hint": {
    one: "At least {count} character. A few words are a good password.",
    other: "At least {count} characters. A few words are a good password.",
  },
  "settings.password.noCurrent": "Enter your current password.",
  "settings.password.wrong": "This is not your current password.",
  "settings.password.short": {
    one: "A password has at least {count} character.",
    other: "A password has at least {count} characters.",
  },
  "settings.password.long": {
    one: "A password has at most {count} character.",
    other: "A password has at most {count} characters.",
  },
  "settings.password.save": "Change password",
  "settings.password.saved": "Your password was changed. Other login sessions were signed out.",

  "settings.logins": "Login sessions",
  "settings.logins.about":
    "Where you are signed in. End those that you do not know, and change your password then.",
  "settings.logins.current": "This one, in use now",
  "settings.logins.seen": "Last seen {ago}",
  "settings.logins.since": "signed in {ago}",
  "settings.logins.end": "End",
  "settings.logins.endOne": "End login session: {device}, last seen {ago}",
  "settings.logins.ended": "The login session was ended.",
});
