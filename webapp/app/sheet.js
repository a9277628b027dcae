/**
 * Makes a style sheet for adoption by shadow roots; style elements would be against the page's
 * policy.
 */

/** @param {string} css */
export function sheet(css) {
  const styles = new CSSStyleSheet();
  styles.replaceSync(css);
  return styles;
}
