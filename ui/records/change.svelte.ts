/**
 * Changing a record from here. A move that the pipeline does not have is put off until the person has said that it is meant.
 */
import { useQueryClient } from '@tanstack/svelte-query';
import { alertOf } from '../announce/alert-of';
import { announcer } from '../announce/announce.svelte';
import type { FieldChange, RecordRow, UnusualMove } from '../backend';
import { useSession } from '../session/session.svelte';
import { t } from '../words';

export interface Asked {
  record: RecordRow;
  change: FieldChange;
  move: UnusualMove;
}

export class Changing {
  /** A move that waits for an answer. */
  asked = $state.raw<Asked | null>(null);
  private readonly session = useSession();
  private readonly queries = useQueryClient();

  async set(record: RecordRow, change: FieldChange, meant = false): Promise<void> {
    try {
      const { unusual } = await this.session.backend.setRecord(record.id, [change], meant);
      if (unusual) this.asked = { record, change, move: unusual };
      else announcer.done('record', t('record-changed', { title: record.title || t('untitled'), value: change.value }));
    } catch (thrown) {
      void alertOf(thrown);
    }
    await this.queries.invalidateQueries();
  }

  /** The person means it. */
  async confirm(): Promise<void> {
    const { asked } = this;
    this.asked = null;
    if (asked) await this.set(asked.record, asked.change, true);
  }
}
