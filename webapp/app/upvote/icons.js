/** Icons that only boards need. */
import { svg } from "../lit.js";
import { icon, icons as shared } from "../pieces.js";

export const icons = {
  ...shared,
  down: icon(svg`<path d="M6 9l6 6 6-6"/>`),
  lock: icon(
    svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  ),
  more: icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>`),
};
