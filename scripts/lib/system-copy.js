// A copy of a system that is thrown away: what is written in it goes to memory, and every process in it ends with it. Nothing of the
// machine around it is in there but this project and Node. Linux, as root.

import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './command.js';
import { root } from './place.js';

/** Where the files that are handed in lie in the copy. */
export const handedIn = '/srv';

// Mounts are seen by this process and its children alone, so nothing has to be taken away afterwards. The shell stays the first
// process in there: Xvfb tells no parent of that number that it is ready.
const enter = `
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs "$STAGE/copy"
mkdir "$STAGE/copy/above" "$STAGE/copy/work" "$STAGE/copy/root"
system="$STAGE/copy/root"
mount -t overlay overlay -o "lowerdir=$ORIGINAL,upperdir=$STAGE/copy/above,workdir=$STAGE/copy/work" "$system"
cp "$STAGE"/files/* "$system${handedIn}/"
if [ -e /etc/resolv.conf ]; then
  names=$(cat /etc/resolv.conf)
  rm -f "$system/etc/resolv.conf"
  printf '%s\\n' "$names" > "$system/etc/resolv.conf"
fi
mount -t proc proc "$system/proc"
for place in /dev /sys; do mount --rbind "$place" "$system$place"; done
for place in /tmp /run; do mount -t tmpfs tmpfs "$system$place"; done
chmod 1777 "$system/tmp"
mkdir -p "$system$PROJECT" "$(dirname "$system$NODE")"
mount --bind "$PROJECT" "$system$PROJECT"
touch "$system$NODE"
mount --bind "$NODE" "$system$NODE"
chroot "$system" env -C "$PROJECT" "$@" || exit 1
`;

/**
 * Runs a command in a copy of a system, in the folder of the project.
 * @param {string} system the folder that holds the system
 * @param {string[]} command
 * @param {{ files: string[], env?: Record<string, string> }} options files that are copied to `handedIn`
 */
export async function runInCopy(system, command, { files, env = {} }) {
  const stage = mkdtempSync(path.join(os.tmpdir(), 'keepsake-system-'));
  try {
    chmodSync(stage, 0o755);
    for (const folder of ['copy', 'files']) mkdirSync(path.join(stage, folder));
    for (const file of files) copyFileSync(file, path.join(stage, 'files', path.basename(file)));
    const isolated = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', enter, 'sh'];
    const places = { ORIGINAL: system, STAGE: stage, PROJECT: root, NODE: process.execPath };
    await run('unshare', [...isolated, ...command], { env: { ...env, ...places } });
  } finally {
    rmSync(stage, { recursive: true, force: true, maxRetries: 10 });
  }
}
