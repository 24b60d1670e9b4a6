import { durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import type { RuleWindow } from '../../detection';
import type { MadeAlert } from '../made-alert';
import { AlertTrack } from './alert-track';
import type { Labels } from './alert-track';
import type { Entry } from './entry';
import { EntrySearch } from './entry-search';
import { Schedule } from './schedule';
import { SlidingView } from './sliding-view';
import { watchOf } from './watch-of';
import type { Watch } from './watch';

/** What matched before is not asked for its query again. */
const MATCHED = { match_all: {} };

/**
 * One rule on its schedule, from `start` on (epoch milliseconds), over documents that its query matches. Runs that
 * provably change nothing are left out. From the first run on that max_signals cuts off, a second track goes on beside
 * it without a limit.
 */
export class RuleTrack {
  readonly #schedule: Schedule;
  readonly #view = new SlidingView();
  readonly #watch: Watch;
  readonly #search: EntrySearch;
  readonly #limit: number;
  readonly #limited: AlertTrack;
  #unlimited: AlertTrack | undefined;
  #next: number;
  #previousRun: number | undefined;

  constructor(rule: Rule, start: number, labels?: Labels) {
    const matched = 'dsl' in rule ? { ...rule, dsl: MATCHED } : rule;
    this.#schedule = new Schedule(rule);
    this.#watch = watchOf(rule);
    this.#search = new EntrySearch(rule);
    this.#limit = rule.max_signals;
    this.#limited = new AlertTrack(matched, labels);
    this.#next = start;
  }

  /** Milliseconds between two runs. */
  static intervalOf({ interval }: Pick<Rule, 'interval'>): number {
    return durationMilliseconds(interval);
  }

  /** In order of their runs. */
  get alerts(): readonly MadeAlert[] {
    return this.#limited.alerts;
  }

  /** As if max_signals had no end; the very same alerts where it cut nothing off. */
  get unlimited(): readonly MadeAlert[] {
    return (this.#unlimited ?? this.#limited).alerts;
  }

  /** Whether a run comes before a document that arrives then (epoch milliseconds). */
  isDueBefore(arrival: number): boolean {
    return this.#next < arrival;
  }

  /** Does all runs before a time. */
  async runUntil(time: number): Promise<void> {
    while (this.#next < time) {
      if (this.#view.isEmpty) this.#skipUntil(time);
      else await this.#run();
    }
  }

  /** Adds a document; all runs before its arrival must be done. */
  add(entry: Entry): void {
    this.#view.add(entry);
  }

  /** Runs on until no document can be in a window any more; `end`: the last arrival of the log. */
  async finish(end: number): Promise<void> {
    const { lookback, interval } = this.#schedule;
    await this.runUntil(end + lookback + interval + 1);
  }

  /** Without a document runs find nothing. */
  #skipUntil(time: number): void {
    const { interval } = this.#schedule;
    this.#next += Math.ceil((time - this.#next) / interval) * interval;
    this.#previousRun = this.#next - interval;
  }

  async #run(): Promise<void> {
    const now = this.#next;
    const windows = this.#schedule.windows(now, this.#previousRun === undefined);
    const span = { from: windows[0]?.from ?? now, to: windows.at(-1)?.to ?? now };
    const movement = this.#view.moveTo(span);
    for (const track of [this.#limited, this.#unlimited]) track?.forget(movement.left);
    this.#watch.move(movement);
    const due = this.#watch.due(
      windows,
      windows.flatMap(({ from }) => this.#view.at(from)),
    );
    if (due.size > 0) await this.#runOver(due, windows, span);
    this.#previousRun = now;
    this.#next += this.#schedule.interval;
  }

  async #runOver(due: ReadonlySet<Entry>, windows: readonly RuleWindow[], span: RuleWindow): Promise<void> {
    const entries = [...due].sort((a, b) => a.number - b.number);
    const search = this.#search.over(entries);
    const input = { now: this.#next, previousRun: this.#previousRun, entries, search, reach: span.from };
    const answer = await this.#limited.ask(input);
    // A page of hits may leave out what ties with the last one of the page before.
    if (answer.truncated || due.size >= this.#limit) this.#unlimited ??= this.#limited.fork();
    const carriers = this.#limited.note(answer, input);
    if (this.#unlimited) this.#unlimited.note(await this.#unlimited.ask(input), input);
    this.#watch.ran({ windows, truncated: answer.truncated, carriers });
  }
}
