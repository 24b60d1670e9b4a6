import type { JsonObject } from '../../../base/json';
import type { IngestDocument } from '../../document';
import type { Value } from './values';

/** What one run of a program, or one call of a function of it, works on. */
export class Frame {
  source: JsonObject;
  /** Variables by the slots that the compiler gave them. */
  readonly locals: Value[];
  /** What `return` left behind. */
  result: Value = null;
  /** Set when something that is no plain text, boolean or small number was stored in the document. */
  isDirty = false;
  private owned: WeakSet<object> | undefined;

  constructor(
    public document: IngestDocument,
    slots: number,
  ) {
    this.source = document.source;
    this.locals = new Array<Value>(slots).fill(null);
  }

  /** Remembers a container that a condition made itself; it may change those and no others. */
  own(container: object): void {
    this.owned ??= new WeakSet();
    this.owned.add(container);
  }

  owns(container: object): boolean {
    return this.owned?.has(container) === true;
  }
}

export type Run = (frame: Frame) => Value;
