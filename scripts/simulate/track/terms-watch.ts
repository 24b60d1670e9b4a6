import { ageOfDateMath } from '../../base/duration';
import type { NewTermsRule } from '../../content';
import type { RuleWindow } from '../../detection';
import type { Entry } from './entry';
import { entriesOf, takeOut } from './key-group';
import type { KeyGroup } from './key-group';
import type { Movement } from './sliding-view';
import { StandIns } from './stand-ins';
import { TermsHistory } from './terms-history';
import { NOTHING } from './watch';
import type { Outcome, Watch } from './watch';

const DAY = 86_400_000;

/** One combination of terms. */
interface Terms extends KeyGroup {
  /** Of documents that have the clock's own field: no others count. */
  readonly history: TermsHistory;
}

/** new_terms rules: of the history only dates are kept, and only terms count that have none before a window. */
export class TermsWatch implements Watch {
  readonly #terms = new Map<string, Terms>();
  readonly #inView = new Set<Terms>();
  readonly #standIns: StandIns;
  readonly #span: number;
  /** Terms that may be new: those of documents that came or went, and new ones that a run left open. */
  #open = new Set<Terms>();
  #asked = new Set<Terms>();
  /** Before this no history loses what makes terms of the windows known. */
  #expiry = Infinity;
  #sweptAt = -Infinity;

  constructor(private readonly rule: NewTermsRule) {
    this.#span = ageOfDateMath(rule.history_window_start);
    this.#standIns = new StandIns(rule);
  }

  move({ entered, left, late }: Movement): void {
    for (const entry of left) {
      for (const key of entry.keys) {
        const terms = this.#termsOf(key);
        takeOut(terms.entries, entry);
        if (terms.entries.length > 0) {
          this.#open.add(terms);
        } else {
          this.#inView.delete(terms);
          this.#open.delete(terms);
        }
      }
    }
    for (const { keys, date, hasOwnClock } of late) {
      if (hasOwnClock) for (const key of keys) this.#termsOf(key).history.add(date);
    }
    for (const entry of entered) {
      for (const key of entry.keys) {
        const terms = this.#termsOf(key);
        if (entry.hasOwnClock) terms.history.add(entry.date);
        terms.entries.push(entry);
        this.#inView.add(terms);
        this.#open.add(terms);
      }
    }
  }

  due(windows: readonly RuleWindow[]): ReadonlySet<Entry> {
    const last = windows.at(-1) ?? { from: 0, to: 0 };
    this.#sweep(windows[0] ?? last);
    if (last.to > this.#expiry) {
      this.#open = new Set(this.#inView);
      this.#expiry = Infinity;
    }
    const isNew = ({ history }: Terms): boolean =>
      windows.some((window) => history.isNew(window, window.to - this.#span));
    for (const terms of this.#open) {
      if (isNew(terms)) continue;
      this.#open.delete(terms);
      this.#expiry = Math.min(this.#expiry, (terms.history.latest(last.from) ?? Infinity) + this.#span);
    }
    if (this.#open.size === 0) return NOTHING;
    this.#asked = new Set(this.#open);
    const known = new Set<Terms>();
    // Of a document with several terms all must be told right: the set grows while it is read.
    for (const { entries } of this.#asked) {
      for (const key of keysBeside(entries)) {
        const terms = this.#termsOf(key);
        (isNew(terms) ? this.#asked : known).add(terms);
      }
    }
    const due = entriesOf(this.#asked);
    for (const { key, history } of known) {
      for (const standIn of this.#standIns.of(key, history, windows)) due.add(standIn);
    }
    return due;
  }

  ran({ truncated, carriers }: Outcome): void {
    // What is suppressed now alerts when the suppression ends.
    if (this.rule.suppression !== undefined) return;
    for (const terms of this.#asked) {
      const isDone =
        !truncated || terms.entries.some((entry) => entry.keys.length === 1 && carriers.has(entry));
      if (isDone) this.#open.delete(terms);
    }
  }

  #termsOf(key: string): Terms {
    let terms = this.#terms.get(key);
    if (terms === undefined) {
      terms = { key, entries: [], history: new TermsHistory() };
      this.#terms.set(key, terms);
    }
    return terms;
  }

  /** Forgets what no history reaches any more, once a day. */
  #sweep({ to }: RuleWindow): void {
    if (to < this.#sweptAt + DAY) return;
    this.#sweptAt = to;
    for (const [key, { history, entries }] of this.#terms) {
      history.forgetBefore(to - this.#span);
      if (history.isEmpty && entries.length === 0) this.#terms.delete(key);
    }
  }
}

/** All terms of the documents that have several. */
function keysBeside(entries: readonly Entry[]): readonly string[] {
  const keys = [];
  for (const entry of entries) if (entry.keys.length > 1) keys.push(...entry.keys);
  return keys;
}
