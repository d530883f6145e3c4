// Every page that search finds as Markdown by notion-to-md. Child pages are converted on their own, as in the other
// walks, instead of once more inside of their parent. Nothing is stored.

import { NotionToMarkdown } from 'notion-to-md';
import { connect, foundPages, report } from './walk.js';

const notionClient = connect();
const converter = new NotionToMarkdown({ notionClient, config: { parseChildPages: false } });

let pages = 0;
let characters = 0;
for await (const page of foundPages(notionClient)) {
  pages += 1;
  characters += converter.toMarkdownString(await converter.pageToMarkdown(page.id)).parent?.length ?? 0;
}
report({ pages, characters });
