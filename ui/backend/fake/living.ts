/** The calls about living in the memory, over the invented workspace. */
import type { ForgottenPages, PageVersions, RecentPages, ShownVersion, VersionDifference } from '../backend';
import type { FakeLibrary } from './library';
import { FakeTwoWay } from './two-way';

export abstract class FakeLiving extends FakeTwoWay {
  abstract readonly library: FakeLibrary;
  abstract readonly opened: string[];

  async recent(_connection: string | null, limit: number): Promise<RecentPages> {
    return this.library.recent(limit);
  }

  async noteOpened(id: string): Promise<void> {
    this.library.noteOpened(id);
  }

  async versions(id: string): Promise<PageVersions> {
    return this.library.versions(id);
  }

  async version(id: string, which: string): Promise<ShownVersion> {
    return this.library.version(id, which);
  }

  async versionDifference(id: string, from: string | null, to: string): Promise<VersionDifference> {
    return this.library.difference(id, from, to);
  }

  async forgetting(id: string): Promise<ForgottenPages> {
    return this.library.forgetting(id);
  }

  async forgetPage(id: string): Promise<ForgottenPages> {
    return this.library.forget(id);
  }

  async openFile(_hash: string, name: string): Promise<string> {
    this.opened.push(name);
    return name;
  }
}
