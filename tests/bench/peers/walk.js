// What the JavaScript walks share. Arguments of each: the address of the API and a token.

import { Client, iteratePaginatedAPI } from '@notionhq/client';

export function connect() {
  const [baseUrl, auth] = process.argv.slice(2);
  return new Client({ auth, baseUrl, notionVersion: '2026-03-11' });
}

/** @param {Client} client */
export async function* foundPages(client) {
  for await (const found of iteratePaginatedAPI(client.search, { page_size: 100 })) {
    if (found.object === 'page') yield found;
  }
}

/**
 * Prints what was seen, and what this process has used for it.
 * @param {Record<string, number>} seen
 */
export function report(seen) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { user_seconds: userCPUTime / 1e6, system_seconds: systemCPUTime / 1e6, peak_bytes: maxRSS * 1024 };
  console.log(JSON.stringify({ ...seen, usage }));
}
