/** The height of a list row in CSS pixels. It follows the root's text size, as the row's own `rem` height does. */
export function rowPixels(): number {
  const styles = getComputedStyle(document.documentElement);
  const rem = parseFloat(styles.fontSize) || 16;
  return rem * (parseFloat(styles.getPropertyValue('--h-row')) || 2);
}
