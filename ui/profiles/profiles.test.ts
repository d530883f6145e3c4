import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { button, expectAccessible, heading, openWindow } from '../tests/window';

async function open() {
  const opened = await openWindow({ scenario: 'done' });
  await opened.user.click(await screen.findByRole('button', { name: 'Records' }));
  await heading('Turn a database into records');
  return opened;
}
const look = () => button('Look what would happen');
const place = (name: RegExp) => screen.findByRole('option', { name });

describe('without a profile', () => {
  it('the section explains what one is', async () => {
    const { container } = await open();
    expect(screen.getByText(/^A profile says what the rows/)).toBeVisible();
    await expectAccessible(container);
  });

  it('an existing database is looked at before anything is applied', async () => {
    const { backend, container, user } = await open();
    const applied = vi.spyOn(backend, 'applyProfile');
    await user.click(button('Attach to a database'));
    expect(look()).toBeDisabled();
    await user.click(await place(/^Video pipeline/));
    await user.click(look());
    expect(await screen.findByText('It fits and can be applied.')).toBeVisible();
    expect(screen.getByText('Status is of the type “status” instead of “choice”. That is all right.')).toBeVisible();
    expect(screen.getByText('Valid').nextElementSibling).toHaveTextContent('182');
    expect(applied).not.toHaveBeenCalled();
    await expectAccessible(container);

    await user.click(button('Apply'));
    await heading('Video pipeline');
    expect(applied.mock.calls[0][1]).toMatchObject({ profile: 'video-production', parent: null });
  });

  it('a database that does not fit cannot be applied, and says what has to be mended', async () => {
    const { user } = await open();
    await user.click(button('Attach to a database'));
    await user.click(await place(/^Contacts/));
    await user.click(look());
    expect(await screen.findByText('It does not fit yet. Mend what is marked, then look again.')).toBeVisible();
    expect(screen.getByText('This has to be mended first.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
  });

  it('what was looked at no longer counts once something else is asked for', async () => {
    const { user } = await open();
    await user.click(button('Attach to a database'));
    await user.click(await place(/^Video pipeline/));
    await user.click(look());
    await screen.findByRole('button', { name: 'Apply' });
    await user.type(screen.getByRole('textbox', { name: 'Folder with the channels' }), '/missing');
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
    await user.click(look());
    expect(await screen.findByText(/No such folder/)).toBeVisible();
  });

  it('a new database is put into a page, under a name', async () => {
    const { backend, user } = await open();
    const applied = vi.spyOn(backend, 'applyProfile');
    await user.click(button('Create the database in Notion'));
    await user.click(await place(/^Production/));
    await user.click(look());
    expect(await screen.findByText('Properties of the new database')).toBeVisible();
    await user.click(button('Create it'));
    await heading('Video productions');
    expect(await screen.findByText('There are no entries yet.')).toBeVisible();
    expect(applied.mock.calls[0][1]).toMatchObject({ database: null, title: 'Video productions' });
  });

  it('the sample has no place in Notion, so it offers nothing', async () => {
    const { user } = await openWindow({ pace: 2000 });
    await user.click(button('Try it with sample pages'));
    await waitFor(() => expect(button('Start')).toBeEnabled());
    await user.click(button('Start'));
    const use = await screen.findByRole('button', { name: 'Start using it' });
    await waitFor(() => expect(use).toBeEnabled());
    await user.click(use);
    await user.click(await screen.findByRole('button', { name: 'Open Keepsake' }));
    await user.click(await screen.findByRole('button', { name: 'Records' }));
    expect(await screen.findByText(/^The sample pages live on this computer only/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Attach to a database' })).toBeNull();
  });
});

describe('the rules', () => {
  it('say who decides about each field, and are taken off only after asking', async () => {
    const { backend, user } = await openWindow({ scenario: 'synced' });
    const removed = vi.spyOn(backend, 'removeProfile');
    await user.click(await screen.findByRole('button', { name: /^Records/ }));
    await user.click(await screen.findByRole('button', { name: 'Rules' }));
    await heading('Rules of this database');
    expect(screen.getAllByText(/Owned by Notion; never overwritten from here/)).toHaveLength(4);
    await user.click(button('Take the profile off…'));
    await user.click(await screen.findByRole('button', { name: 'Take it off' }));
    await heading('Turn a database into records');
    expect(removed).toHaveBeenCalledWith('1');
  });
});
