import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PackCopy } from './pack-copy';

const ROOT = resolve(__dirname, '..', '..');

/** What a release reads beside the content itself. */
const SOURCES = ['LICENSE', 'NOTICE', 'package-lock.json', 'fixtures/pipelines'];

/** A small copy of the pack that can be released: with all that a release reads, and a lock of its own. */
export class ReleaseCopy extends PackCopy {
  constructor(slugs?: readonly string[]) {
    super(slugs);
    for (const source of SOURCES) cpSync(join(ROOT, source), join(this.root, source), { recursive: true });
    this.write('package-content/reference/documents.yml', '[]\n');
    rmSync(join(this.root, 'package-content', 'versions.lock.json'), { force: true });
    const { exitCode, stderr } = this.run('bump');
    if (exitCode !== 0) throw new Error(`the copy cannot be bumped: ${stderr}`);
  }
}
