-- A workspace that a person stopped syncing was marked as one whose key Notion refused. A refused key ends a run, so the
-- last run tells them apart. What was forgotten is stopped as well: its key went with it.
UPDATE connections SET state = 'stopped'
WHERE state = 'needs_sign_in'
  AND (forgotten_time IS NOT NULL
       OR 'needs_sign_in' <> coalesce(
           (SELECT state FROM runs WHERE connection_id = connections.id ORDER BY id DESC LIMIT 1), ''));
