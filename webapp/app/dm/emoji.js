/** What counts as an emoji to react with. Pure; the server has the last word. */

export const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🎉"];

const EMOJI = /^(\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;

/** @param {string} text */
export function isSingleEmoji(text) {
  const parts = [...new Intl.Segmenter().segment(text)];
  return parts.length === 1 && EMOJI.test(text);
}
