/** The icons that only direct messages have. */
import { svg } from "../lit.js";
import { icon } from "../pieces.js";

export const icons = {
  clip: icon(
    svg`<path d="M20 11.5l-7.8 7.8a5 5 0 0 1-7.1-7.1l8.2-8.2a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3"/>`,
  ),
  file: icon(svg`<path d="M7 3h7l4 4v14H7zM14 3v4h4"/>`),
  group: icon(
    svg`<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.4c2.1.7 3.5 2.5 3.5 5.1"/>`,
  ),
  info: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.7v.2"/>`),
  more: icon(svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>`),
  muted: icon(
    svg`<path d="M5 17h12l-1.6-2.4V10a5 5 0 0 0-8.7-3.3M6.6 10v4.6L5 17M10 20h4M4 4l16 16"/>`,
  ),
  shield: icon(svg`<path d="M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6z"/>`),
  reply: icon(svg`<path d="M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6v1"/>`),
};
