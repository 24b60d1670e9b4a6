import type { IngestDocument } from '../../document';
import { asPlainMap } from './values';
import type { PlainMap, Value } from './values';

/** How a statement left off. */
export const enum Completion {
  Normal,
  Break,
  Continue,
  Return,
}

/** What one run of a program, or one call of a function of it, works on. */
export class Frame {
  source: PlainMap;
  /** How the last statement left off. */
  completion = Completion.Normal;
  /** Variables by the slots that the compiler gave them. */
  readonly locals: Value[];
  /** What `return` left behind. */
  result: Value = null;
  /** Set when a value that is no JSON may have been stored where only a walk through the document finds it. */
  isDirty = false;
  /** Members of the document that hold such a value: a map and a key in turn. */
  readonly storedMembers: (PlainMap | string)[] = [];
  private owned: WeakSet<object> | undefined = undefined;

  constructor(
    public document: IngestDocument,
    slots: number,
    readonly params: WeakSet<object>,
  ) {
    this.source = asPlainMap(document.source);
    this.locals = new Array<Value>(slots).fill(null);
  }

  /** Makes the frame ready for a run; variables are written before they are read. */
  begin(document: IngestDocument): void {
    this.document = document;
    this.source = asPlainMap(document.source);
    this.completion = Completion.Normal;
    this.isDirty = false;
    if (this.storedMembers.length > 0) this.storedMembers.length = 0;
    this.locals[LOOP_SLOT] = 0;
    this.owned = undefined;
  }

  /** Remembers a container that a condition made itself; it may change those and no others. */
  own(container: object): void {
    this.owned ??= new WeakSet();
    this.owned.add(container);
  }

  /** What belongs to the script's `params` is its own too. */
  owns(container: object): boolean {
    return this.owned?.has(container) === true || this.params.has(container);
  }
}

/** Where the loops of a function count their turns. */
export const LOOP_SLOT = 0;

export type Run = (frame: Frame) => Value;
