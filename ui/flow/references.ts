/**
 * A difference of two remembered texts as a person reads it: what Notion writes as `<page url="…">Title</page>` is the title,
 * marked as one that leads somewhere.
 *
 * Pure. Leaves out all other signs of Markdown, which can be read. The rule it protects: what changed is never hidden; only a tag
 * that is the same on both sides, or that came or went as a whole, is left out.
 */
export interface Piece {
  text: string;
  /** The title of a page, a database or a person. */
  leads: boolean;
}

interface Part {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** How far one of the two texts has been read. */
interface Reading {
  /** Inside of a tag that began in a part before; `opens` says which kind it is. */
  tag: 'none' | 'opens' | 'closes';
  leads: boolean;
}

const tags = /(?<!\\)<(\/?)(?:page|database|mention-(?:page|database|data-source|user|agent))\b/g;

/** What each part shows. */
export function readable<Of extends Part>(parts: readonly Of[]): { part: Of; pieces: Piece[] }[] {
  let old: Reading = { tag: 'none', leads: false };
  let now = old;
  return parts.map((part) => {
    const read = (from: Reading) => piecesOf(part.text, from, part.kind === 'same');
    const shown = read(part.kind === 'removed' ? old : now);
    if (part.kind === 'removed') old = shown.reached;
    else if (part.kind === 'added') now = shown.reached;
    else [old, now] = [read(old).reached, shown.reached];
    return { part, pieces: shown.pieces };
  });
}

/** One text by itself. */
export const readableText = (text: string): Piece[] => readable([{ kind: 'same', text }])[0].pieces;

function piecesOf(text: string, from: Reading, hidesCutTags: boolean): { pieces: Piece[]; reached: Reading } {
  const pieces: Piece[] = [];
  const show = (shown: string, leads: boolean) => {
    const last = pieces.at(-1);
    if (shown === '') return;
    if (last?.leads === leads) last.text += shown;
    else pieces.push({ text: shown, leads });
  };
  let { tag, leads } = from;
  let at = 0;
  /** Goes on behind the tag that lies around `at`, as far as this text has it. */
  const passTag = (begins: number, whole: boolean) => {
    const end = text.indexOf('>', at);
    const behind = end === -1 ? text.length : end + 1;
    if (!hidesCutTags && !(whole && end !== -1)) show(text.slice(begins, behind), false);
    if (end !== -1) {
      leads = tag === 'opens' && text[end - 1] !== '/';
      tag = 'none';
    }
    at = behind;
  };
  if (tag !== 'none') passTag(0, false);
  while (at < text.length) {
    tags.lastIndex = at;
    const found = tags.exec(text);
    show(text.slice(at, found?.index), leads);
    if (!found) break;
    at = found.index;
    tag = found[1] === '' ? 'opens' : 'closes';
    passTag(found.index, true);
  }
  return { pieces, reached: { tag, leads } };
}
