import { spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '../content';
import type { Problem } from '../base/errors';
import { dashboardFiles } from '../package/dashboard';
import { checkVersions, LOCK_FILE, planBump, writeFiles } from '../versions';
import type { BumpOptions, BumpPlan } from '../versions';
import { PackCopy } from './pack-copy';

/** The first locks that were made, by the rules of their copies: the same content has the same lock. */
const FIRST_LOCKS = new Map<string, string>();

/**
 * A small copy of the pack with the first lock written, at version 0.1.0, that a test may spoil: the rules and the data
 * stream of the collector, as the pipelines of the others take longer to load than a test.
 */
export class LockedPack extends PackCopy {
  constructor(slugs: readonly string[] = ['m365-collector-inactivity']) {
    super(slugs);
    const manifest = 'package-content/manifest.yml';
    this.write(manifest, this.read(manifest).replace(/^version: .*$/m, 'version: 0.1.0'));
    rmSync(join(this.root, LOCK_FILE), { force: true });
    const streams = 'package-content/streams.yml';
    this.write(streams, /^o365\.collector:\n( .*\n|\n)*/m.exec(this.read(streams))?.[0] ?? '');
    const link = 'https://example.com/1';
    this.write(
      'package-content/changelog.yml',
      `# newest first\n- version: 0.1.0\n  changes:\n    - { description: First., type: enhancement, link: ${link} }\n`,
    );
    const known = FIRST_LOCKS.get(String(slugs));
    if (known !== undefined) {
      this.write(LOCK_FILE, known);
      return;
    }
    this.bump();
    FIRST_LOCKS.set(String(slugs), this.read(LOCK_FILE));
  }

  /** Bumps, as the command does. */
  bump(options: BumpOptions = {}): BumpPlan {
    const pack = loadPack(this.root);
    const plan = planBump(pack, dashboardFiles(pack), options);
    writeFiles(this.root, plan.files);
    return plan;
  }

  check(since?: string): Problem[] {
    const pack = loadPack(this.root);
    return checkVersions(pack, dashboardFiles(pack), { since });
  }

  /** The codes of what is wrong with the versions. */
  codes(since?: string): string[] {
    return this.check(since).map(({ code }) => code);
  }

  move(from: string, to: string): void {
    renameSync(join(this.root, from), join(this.root, to));
  }

  /** Makes the copy a git checkout, or commits what changed; the branch is `main`. */
  commit(): void {
    this.git('init', '-q', '-b', 'main');
    this.git('add', '-A');
    this.git('-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-q', '-m', 'change');
  }

  private git(...args: string[]): void {
    const { status, stderr } = spawnSync('git', args, { cwd: this.root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}
