// A system of the same release as this one with nothing installed: no desktop, no WebKit, no screen. What a package needs and does not
// name is missing there. It is made once and kept beside what was built. Debian and its relatives, as root.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, run } from './command.js';
import { SetUpNeeded } from './system.js';

/**
 * @param {string} folder where it is kept
 * @returns {Promise<string>} the folder of the system
 */
export async function bareSystem(folder) {
  const { codename, site, components } = ofThisSystem();
  const system = path.join(folder, codename);
  if (existsSync(system)) return system;

  console.log(`Fetching a bare ${codename} from ${site}`);
  const begun = `${system}.begun`;
  rmSync(begun, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run('debootstrap', ['--variant=minbase', `--components=${components.join(',')}`, codename, begun, site]);
  // Every installer of a system writes this one.
  writeFileSync(path.join(begun, 'etc', 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  renameSync(begun, system);
  return system;
}

/** The release, and where its packages are fetched from here. */
function ofThisSystem() {
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const lists = ask('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE) $(COMPONENT)', 'Created-By: Packages']).output;
  const sources = lists.split('\n').map((line) => line.split(' '));
  const own = sources.filter(([, release]) => release === codename);
  if (!codename || own.length === 0) throw new SetUpNeeded('apt does not say where the packages of this system come from.');
  return { codename, site: own[0][0], components: [...new Set(own.map(([, , component]) => component))] };
}
