import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ContentError } from '../../base/errors';
import type { Rule } from '../../content';
import { kibanaRule } from '../../kibana';
import type { RuleProgress } from './progress';
import { FORMAT, readKept } from './state-schema';
import type { KeptProgress } from './state-schema';

/** What a run over a cluster's past is about; progress counts only for the same. */
export interface Subject {
  readonly url: string;
  /** Epoch milliseconds, midnights in UTC; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly rules: readonly Rule[];
}

/** Progress on disk, written after every whole day of a rule, in one step: it is there before or after, never half. */
export class StateFile {
  readonly #path: string;
  #kept: KeptProgress;

  /**
   * Reads what an earlier run left, unless `fresh`.
   *
   * @throws ContentError `NOISE_STATE_UNUSABLE` for a file that is damaged or of something else
   */
  constructor(path: string, subject: Subject, fresh = false) {
    this.#path = path;
    const begun = emptyOf(subject);
    this.#kept = fresh ? begun : (this.#read(begun) ?? begun);
  }

  get(slug: string): RuleProgress | undefined {
    return Object.hasOwn(this.#kept.rules, slug) ? this.#kept.rules[slug] : undefined;
  }

  /** @throws ContentError `NOISE_STATE_NOT_WRITABLE` */
  set(slug: string, progress: RuleProgress): void {
    this.#kept = { ...this.#kept, rules: { ...this.#kept.rules, [slug]: progress } };
    const half = `${this.#path}.part`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      // Holds ids of events: only for who runs it.
      writeFileSync(half, JSON.stringify(this.#kept), { mode: 0o600 });
      renameSync(half, this.#path);
    } catch (error) {
      throw new ContentError({
        code: 'NOISE_STATE_NOT_WRITABLE',
        message: `progress cannot be kept in ${this.#path}: ${messageOf(error)}`,
        hint: 'Make room there, or name another file by --state.',
      });
    }
  }

  /** When the report is written, the next run begins anew. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }

  #read(wanted: KeptProgress): KeptProgress | undefined {
    if (!existsSync(this.#path)) return undefined;
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      throw unusable(this.#path, `it cannot be read: ${messageOf(error)}`);
    }
    const kept = readKept(text);
    if (kept === 'damaged') throw unusable(this.#path, 'it is damaged');
    if (kept === 'other version') throw unusable(this.#path, 'another version of this program wrote it');
    if (kept.url !== wanted.url) throw unusable(this.#path, `it is of ${kept.url}`);
    if (kept.from !== wanted.from || kept.to !== wanted.to) {
      throw unusable(this.#path, `it is of the days from ${day(kept.from)} up to, without, ${day(kept.to)}`);
    }
    if (kept.settings !== wanted.settings)
      throw unusable(this.#path, 'it is of other rules, or they changed since');
    return kept;
  }
}

function emptyOf({ url, from, to, rules }: Subject): KeptProgress {
  return {
    format: FORMAT,
    url,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    settings: hash('sha256', JSON.stringify(rules.map(kibanaRule))),
    rules: {},
  };
}

function day(time: string): string {
  return time.slice(0, 10);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unusable(path: string, reason: string): ContentError {
  return new ContentError({
    code: 'NOISE_STATE_UNUSABLE',
    message: `the progress in ${path} cannot be used: ${reason}`,
    hint: 'Finish that run with the options it began with (--until among them), or begin anew with --fresh.',
  });
}
