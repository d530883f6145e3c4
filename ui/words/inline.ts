/** Splits a message at the few inline tags translators may use, so that markup never comes from `{@html}`. */
export type InlineTag = 'strong' | 'code';
export interface InlinePart {
  tag: InlineTag | null;
  text: string;
}

const tagged = /<(strong|code)>(.*?)<\/\1>/g;

export function inlineParts(message: string): InlinePart[] {
  const parts: InlinePart[] = [];
  let end = 0;
  for (const match of message.matchAll(tagged)) {
    if (match.index > end) parts.push({ tag: null, text: message.slice(end, match.index) });
    parts.push({ tag: match[1] as InlineTag, text: match[2] });
    end = match.index + match[0].length;
  }
  if (end < message.length) parts.push({ tag: null, text: message.slice(end) });
  return parts;
}
