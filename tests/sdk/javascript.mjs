// The official JavaScript SDK against a running simulator (`keepsake simulator --workspace sample`).
// It reads all of the workspace and then changes it, in both REST versions, and prints how many checks passed.
import assert from 'node:assert/strict';
import {
  APIErrorCode,
  Client,
  collectPaginatedAPI,
  isFullBlock,
  isFullDataSource,
  isFullPage,
  isNotionClientError,
  iteratePaginatedAPI,
} from '@notionhq/client';

const { KEEPSAKE_SIMULATOR_URL: baseUrl, KEEPSAKE_SIMULATOR_TOKEN: auth } = process.env;
if (!baseUrl || !auth) {
  console.error('Set KEEPSAKE_SIMULATOR_URL and KEEPSAKE_SIMULATOR_TOKEN.');
  process.exit(2);
}

let passed = 0;
let failed = 0;

async function check(name, body) {
  try {
    await body();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.error(`not ok: ${name}\n  ${error.stack ?? error}`);
  }
}

const quiet = () => {};
const words = (text) => [{ text: { content: text } }];
const titleOf = (page) => Object.values(page.properties).find((property) => property.type === 'title').title;

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    assert.ok(isNotionClientError(error), String(error));
    return error;
  }
  throw new Error('nothing was refused');
}

async function walk(notion, block) {
  let count = 0;
  for await (const child of iteratePaginatedAPI(notion.blocks.children.list, { block_id: block })) {
    assert.ok(isFullBlock(child), `a full block of type ${child.type}`);
    count += 1;
    if (child.has_children && child.type !== 'child_page') count += await walk(notion, child.id);
  }
  return count;
}

async function reading(notion, label) {
  let results = [];
  await check(`${label}: me`, async () => {
    const me = await notion.users.me({});
    assert.equal(me.type, 'bot');
    assert.ok(me.bot.workspace_name.length > 0);
  });
  await check(`${label}: users`, async () => {
    const users = await collectPaginatedAPI(notion.users.list, { page_size: 3 });
    assert.ok(users.some((user) => user.type === 'person'));
    assert.equal((await notion.users.retrieve({ user_id: users[0].id })).id, users[0].id);
  });
  await check(`${label}: search`, async () => {
    results = await collectPaginatedAPI(notion.search, { page_size: 7 });
    assert.ok(results.length > 20);
    assert.equal(new Set(results.map((result) => result.id)).size, results.length);
    const times = results.map((result) => result.last_edited_time);
    assert.deepEqual(times, [...times].sort().reverse());
    const pages = await collectPaginatedAPI(notion.search, { filter: { property: 'object', value: 'page' } });
    assert.equal(pages.length, results.filter(isFullPage).length);
  });
  const pages = results.filter(isFullPage);
  await check(`${label}: pages`, async () => {
    for (const page of pages.slice(0, 5)) {
      const read = await notion.pages.retrieve({ page_id: page.id.replaceAll('-', '') });
      assert.ok(isFullPage(read));
      assert.equal(read.url, page.url);
    }
  });
  await check(`${label}: properties`, async () => {
    const property = await notion.pages.properties.retrieve({ page_id: pages[0].id, property_id: 'title' });
    assert.equal(property.object, 'list');
    assert.equal(property.results[0].title.plain_text, titleOf(pages[0])[0].plain_text);
  });
  await check(`${label}: every block`, async () => {
    let count = 0;
    for (const page of pages) count += await walk(notion, page.id);
    assert.ok(count > 100, `${count} blocks`);
  });
  await check(`${label}: every page as markdown`, async () => {
    for (const page of pages) {
      const markdown = await notion.pages.retrieveMarkdown({ page_id: page.id });
      assert.equal(markdown.object, 'page_markdown');
      assert.equal(markdown.truncated, false);
    }
  });
  await check(`${label}: data sources`, async () => {
    const sources = results.filter((result) => isFullDataSource(result));
    assert.ok(sources.length > 0);
    for (const source of sources) {
      const schema = await notion.dataSources.retrieve({ data_source_id: source.id });
      const database = await notion.databases.retrieve({ database_id: schema.parent.database_id });
      assert.ok(database.data_sources.some((named) => named.id === source.id));
      const rows = await collectPaginatedAPI(notion.dataSources.query, { data_source_id: source.id, page_size: 2 });
      assert.ok(rows.every(isFullPage));
      const name = Object.values(schema.properties).find((property) => property.type === 'title').name;
      const sorted = await notion.dataSources.query({
        data_source_id: source.id,
        filter: { property: name, title: { is_not_empty: true } },
        sorts: [{ property: name, direction: 'ascending' }],
      });
      assert.equal(sorted.results.length, rows.length);
      await notion.dataSources.listTemplates({ data_source_id: source.id });
    }
  });
  await check(`${label}: comments`, async () => {
    let found = 0;
    for (const page of pages.slice(0, 40)) {
      found += (await collectPaginatedAPI(notion.comments.list, { block_id: page.id })).length;
    }
    assert.ok(found > 0);
  });
  return pages;
}

async function writing(notion, label, parent, version) {
  let page;
  await check(`${label}: create a page`, async () => {
    page = await notion.pages.create({
      parent: { page_id: parent },
      icon: { emoji: '🧪' },
      properties: { title: words(`Made by the SDK ${label}`) },
      children: [
        { paragraph: { rich_text: words('First') } },
        { toggle: { rich_text: words('Second'), children: [{ to_do: { rich_text: words('Third'), checked: true } }] } },
      ],
    });
    assert.ok(isFullPage(page));
    assert.equal((await collectPaginatedAPI(notion.blocks.children.list, { block_id: page.id })).length, 2);
  });
  await check(`${label}: update a page`, async () => {
    const updated = await notion.pages.update({ page_id: page.id, icon: null, properties: { title: words('Renamed') } });
    assert.equal(titleOf(updated)[0].plain_text, 'Renamed');
    assert.equal(updated.icon, null);
  });
  await check(`${label}: append, change, trash and restore blocks`, async () => {
    const { results: first } = await notion.blocks.children.append({
      block_id: page.id,
      children: [{ heading_2: { rich_text: words('At the end') } }, { divider: {} }],
    });
    const after =
      version === '2026-03-11' ? { position: { type: 'after_block', after_block: { id: first[0].id } } } : { after: first[0].id };
    await notion.blocks.children.append({ block_id: page.id, children: [{ quote: { rich_text: words('Between') } }], ...after });
    const order = await collectPaginatedAPI(notion.blocks.children.list, { block_id: page.id });
    assert.deepEqual(order.map((block) => block.type).slice(2), ['heading_2', 'quote', 'divider']);
    const changed = await notion.blocks.update({ block_id: first[0].id, heading_2: { rich_text: words('Changed') } });
    assert.equal(changed.heading_2.rich_text[0].plain_text, 'Changed');
    assert.equal((await notion.blocks.delete({ block_id: first[1].id })).in_trash, true);
    assert.equal((await notion.blocks.retrieve({ block_id: first[1].id })).in_trash, true);
    const restored = await notion.blocks.update({ block_id: first[1].id, in_trash: false });
    assert.equal(restored.in_trash, false);
    assert.equal('archived' in restored, version === '2025-09-03');
  });
  await check(`${label}: markdown`, async () => {
    const made = await notion.pages.create({
      parent: { page_id: page.id },
      markdown: '# From markdown\nHello **world**\n- one\n\t- two',
    });
    assert.equal(titleOf(made)[0].plain_text, 'From markdown');
    const read = await notion.pages.retrieveMarkdown({ page_id: made.id });
    assert.equal(read.markdown, 'Hello **world**\n- one\n\t- two');
    const updated = await notion.pages.updateMarkdown({
      page_id: made.id,
      type: 'update_content',
      update_content: { content_updates: [{ old_str: 'world', new_str: 'moon' }] },
    });
    assert.equal(updated.markdown, 'Hello **moon**\n- one\n\t- two');
    const error = await refusal(
      notion.pages.updateMarkdown({
        page_id: made.id,
        type: 'update_content',
        update_content: { content_updates: [{ old_str: 'o', new_str: '0' }] },
      }),
    );
    assert.equal(error.code, APIErrorCode.ValidationError);
  });
  await check(`${label}: trash, restore and move a page`, async () => {
    const child = await notion.pages.create({ parent: { page_id: page.id }, properties: { title: words('Child') } });
    assert.equal((await notion.pages.update({ page_id: child.id, in_trash: true })).in_trash, true);
    assert.equal((await notion.pages.update({ page_id: child.id, in_trash: false })).in_trash, false);
    const moved = await notion.pages.move({ page_id: child.id, parent: { type: 'page_id', page_id: parent } });
    assert.equal(moved.parent.page_id, parent);
  });
  await check(`${label}: database with rows`, async () => {
    const database = await notion.databases.create({
      parent: { type: 'page_id', page_id: page.id },
      title: words('Things'),
      initial_data_source: {
        properties: { Name: { title: {} }, Count: { number: {} }, Kind: { select: { options: [{ name: 'A' }] } } },
      },
    });
    const source = database.data_sources[0].id;
    for (const count of [1, 2, 3]) {
      await notion.pages.create({
        parent: { type: 'data_source_id', data_source_id: source },
        properties: { Name: { title: words(`Row ${count}`) }, Count: { number: count }, Kind: { select: { name: 'B' } } },
      });
    }
    const found = await notion.dataSources.query({
      data_source_id: source,
      filter: { property: 'Count', number: { greater_than: 1 } },
      sorts: [{ property: 'Count', direction: 'descending' }],
    });
    assert.deepEqual(
      found.results.map((row) => row.properties.Count.number),
      [3, 2],
    );
    const schema = await notion.dataSources.update({ data_source_id: source, properties: { Count: { name: 'Amount' } } });
    assert.ok(schema.properties.Amount && schema.properties.Kind.select.options.length === 2);
  });
  await check(`${label}: comments`, async () => {
    const comment = await notion.comments.create({ parent: { page_id: page.id }, rich_text: words('Well done') });
    const answer = await notion.comments.create({ discussion_id: comment.discussion_id, rich_text: words('Thanks') });
    const listed = await notion.comments.list({ block_id: page.id });
    assert.deepEqual(
      listed.results.map((one) => one.id),
      [comment.id, answer.id],
    );
    await notion.comments.update({ comment_id: answer.id, rich_text: words('Thank you') });
    await notion.comments.delete({ comment_id: comment.id });
  });
  await check(`${label}: file upload`, async () => {
    const upload = await notion.fileUploads.create({ mode: 'single_part', filename: 'hello.txt', content_type: 'text/plain' });
    const sent = await notion.fileUploads.send({
      file_upload_id: upload.id,
      file: { filename: 'hello.txt', data: new Blob(['hello'], { type: 'text/plain' }) },
    });
    assert.equal(sent.status, 'uploaded');
    const { results } = await notion.blocks.children.append({
      block_id: page.id,
      children: [{ file: { type: 'file_upload', file_upload: { id: upload.id } } }],
    });
    const address = results[0].file.file.url;
    assert.equal(await (await fetch(address)).text(), 'hello');
    assert.equal((await fetch(address.split('?')[0])).status, 403);
  });
  await check(`${label}: put it back into the trash`, async () => {
    await notion.pages.update({ page_id: page.id, in_trash: true });
  });
}

async function refusals() {
  const options = { baseUrl, logger: quiet, notionVersion: '2026-03-11' };
  const notion = new Client({ auth, ...options });
  await check('a wrong token is unauthorized', async () => {
    const error = await refusal(new Client({ auth: 'ntn_wrong', ...options }).users.me({}));
    assert.equal(error.code, APIErrorCode.Unauthorized);
    assert.equal(error.status, 401);
  });
  await check('an unknown page is not found', async () => {
    const error = await refusal(notion.pages.retrieve({ page_id: '00000000-0000-0000-0000-000000000000' }));
    assert.equal(error.code, APIErrorCode.ObjectNotFound);
    assert.ok(error.message.startsWith('Could not find page with ID: 00000000-0000-0000-0000-000000000000.'));
  });
  await check('a body that does not fit is a validation error', async () => {
    const error = await refusal(notion.search({ page_size: 500 }));
    assert.equal(error.code, APIErrorCode.ValidationError);
  });
  await check('a path that is not there is an invalid request url', async () => {
    const error = await refusal(notion.request({ path: 'invalid', method: 'get' }));
    assert.equal(error.code, APIErrorCode.InvalidRequestURL);
  });
  await check('the SDK waits and repeats after 429', async () => {
    await fetch(`${baseUrl}/simulator/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'rate_limited', endpoint: '/v1/users/me', retry_after: { seconds: 1 } }),
    });
    const started = Date.now();
    await notion.users.me({});
    assert.ok(Date.now() - started >= 950);
  });
}

let root;
for (const version of ['2026-03-11', '2025-09-03']) {
  const notion = new Client({ auth, baseUrl, logger: quiet, notionVersion: version });
  const pages = await reading(notion, version);
  root ??= pages.find((page) => page.parent.type === 'workspace')?.id;
  await writing(notion, version, root, version);
}
await refusals();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
