import { hash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import pc from 'picocolors';
import { cacheFolder } from '../base/cache-folder';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import { backtest, Cluster, clusterAddress, DAY, StateFile } from '../simulate/backtest';
import type { Subject } from '../simulate/backtest';
import { reportPage } from '../simulate/html';
import { reportText } from '../simulate/report-text';
import { elasticsearchApiKey } from './api-key';
import { EXIT } from './exit-codes';
import { selectRules } from './select-rules';
import { trustAuthority } from './trust-authority';
import { writeReport } from './write-report';

export interface NoiseOptions {
  readonly url: string;
  readonly days: string;
  /** e.g. `2026-03-31`, the last day. */
  readonly until?: string;
  readonly rule?: readonly string[];
  readonly tag?: readonly string[];
  /** Requests a second. */
  readonly rate: string;
  readonly state?: string;
  readonly fresh?: boolean;
  readonly html?: string;
  readonly ca?: string;
  readonly json?: boolean;
}

/** Runs rules over the past of a cluster without writing to it, and prints how noisy they would have been. */
export async function noise(root: string, options: NoiseOptions): Promise<number> {
  const url = clusterAddress(options.url);
  const days = numberOf('--days', options.days, { most: 365, whole: true });
  const rate = numberOf('--rate', options.rate, { most: 1000, whole: false });
  const to = endOf(options.until);
  if (options.ca !== undefined) trustAuthority(options.ca);
  const rules = selectRules(loadPack(root), options).filter((rule) => rule.deprecated === undefined);
  const subject: Subject = { url, from: to - days * DAY, to, rules };
  const path = options.state ?? defaultState(url);
  const state = new StateFile(path, subject, options.fresh === true);
  const bar = new SingleBar({
    format: '{bar} {value} of {total} days of rules  {slug}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: null,
  });
  const cluster = new Cluster({
    url,
    apiKey: elasticsearchApiKey(process.env),
    rate,
    sleep,
    clock: () => performance.now(),
    waiting: (slug) => {
      bar.update({ slug });
    },
  });
  const notRun: string[] = [];
  bar.start(rules.length * days, 0, { slug: '' });
  const report = await backtest({
    subject,
    cluster,
    state,
    progress: (done, _all, slug) => {
      bar.update(done, { slug });
    },
    notRun: (slug, reason) => {
      notRun.push(`${pc.yellow('NOT RUN')} ${slug}: ${reason}\n`);
    },
  }).finally(() => {
    bar.stop();
  });
  process.stderr.write(notRun.join(''));
  if (options.html !== undefined) writeReport(options.html, reportPage(report));
  process.stdout.write(`${options.json === true ? JSON.stringify(report, null, 2) : reportText(report)}\n`);
  state.remove();
  return EXIT.proven;
}

function defaultState(url: string): string {
  const name = hash('sha256', url).slice(0, 16);
  return join(cacheFolder(process.env), 'noise', `${name}.json`);
}

/** Midnight (UTC) after the last day: that of today, so that only whole days count. */
function endOf(until: string | undefined): number {
  if (until === undefined) return Math.floor(Date.now() / DAY) * DAY;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(until) ? Date.parse(`${until}T00:00:00Z`) : NaN;
  if (!Number.isNaN(day) && new Date(day).toISOString().startsWith(until)) return day + DAY;
  throw new ContentError({
    code: 'CALL_BAD_DAY',
    message: '--until is no day',
    found: until,
    expected: 'the last day as YYYY-MM-DD, in UTC',
    hint: 'E.g. --until 2026-03-31; without it, yesterday.',
  });
}

function numberOf(option: string, value: string, { most, whole }: { most: number; whole: boolean }): number {
  const number = Number(value);
  if ((whole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(value) && number > 0 && number <= most) return number;
  throw new ContentError({
    code: 'CALL_BAD_NUMBER',
    message: `${option} is out of range`,
    found: value,
    expected: `a${whole ? ' whole' : ''} number above 0, up to ${most}`,
    hint: `E.g. ${option} ${whole ? 30 : 5}.`,
  });
}
