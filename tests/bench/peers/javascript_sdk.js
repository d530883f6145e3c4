// The plain walk with the official JavaScript SDK: search, then the blocks of each page. Nothing is stored.

import { iteratePaginatedAPI } from '@notionhq/client';
import { connect, foundPages, report } from './walk.js';

const client = connect();

/**
 * How many blocks there are below a page or block; child pages are walked on their own.
 * @param {string} id
 * @returns {Promise<number>}
 */
async function blocksBelow(id) {
  let count = 0;
  for await (const block of iteratePaginatedAPI(client.blocks.children.list, { block_id: id, page_size: 100 })) {
    count += 1;
    if (block.has_children && block.type !== 'child_page') count += await blocksBelow(block.id);
  }
  return count;
}

let pages = 0;
let blocks = 0;
for await (const page of foundPages(client)) {
  pages += 1;
  blocks += await blocksBelow(page.id);
}
report({ pages, blocks });
