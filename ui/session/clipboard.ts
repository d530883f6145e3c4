/**
 * Puts text on the clipboard. WebKitGTK refuses the asynchronous clipboard when the text arrives after the click that asked
 * for it; the old command still works there.
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr-only';
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
