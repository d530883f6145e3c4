import { alertOf } from '../announce/alert-of';
import { announcer } from '../announce/announce.svelte';
import type { Backend } from '../backend';
import { copyText } from '../session/clipboard';
import { t } from '../words';

/** Hands a link to the system's browser. */
export async function openLink(backend: Backend, url: string): Promise<void> {
  await tell(async () => {
    await backend.openExternal(url);
    return null;
  });
}

/** Shows where Notion tells how it is. */
export const openNotionStatus = (backend: Backend): Promise<void> => openLink(backend, 'https://status.notion.com');

/** Shows a remembered page where it came from. */
export async function openInNotion(backend: Backend, id: string): Promise<void> {
  await tell(async () => {
    const { url } = await backend.page(id);
    if (url === null) return t('link-none');
    await backend.openExternal(url);
    return null;
  });
}

/** Shows a record where it came from. One that was made here and not sent yet has no place there. */
export async function openRecord(backend: Backend, id: string): Promise<void> {
  await tell(async () => {
    const { url } = await backend.record(id);
    if (url === null) return t('link-none');
    await backend.openExternal(url);
    return null;
  });
}

export async function copyLink(backend: Backend, id: string): Promise<void> {
  await tell(async () => {
    const { url } = await backend.page(id);
    if (url === null) return t('link-none');
    await copyText(url);
    return t('link-copied');
  });
}

/** Puts a copy of a stored attachment where the person finds it. */
export async function saveFile(backend: Backend, hash: string, name: string): Promise<void> {
  await tell(async () => t('file-saved', { name: await backend.saveFile(hash, name) }));
}

/** Opens a copy of a stored attachment in its own program. */
export async function openFile(backend: Backend, hash: string, name: string): Promise<void> {
  await tell(async () => t('file-opened', { name: await backend.openFile(hash, name) }));
}

async function tell(work: () => Promise<string | null>): Promise<void> {
  try {
    const said = await work();
    if (said !== null) announcer.done('link', said);
  } catch (thrown) {
    void alertOf(thrown);
  }
}
