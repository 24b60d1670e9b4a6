import type { IngestDocument } from '../../document';
import { asPlainMap } from './values';
import type { PlainMap, Value } from './values';

/** What one run of a program works on. */
export class Frame {
  source: PlainMap;
  /** Set when a value that is no JSON may have been stored where only a walk through the document finds it. */
  isDirty = false;
  /** Members of the document that hold such a value: a map and a key in turn. */
  readonly storedMembers: (PlainMap | string)[] = [];
  private owned: WeakSet<object> | undefined = undefined;

  constructor(
    public document: IngestDocument,
    readonly params: WeakSet<object>,
  ) {
    this.source = asPlainMap(document.source);
  }

  /** Makes the frame ready for a run. */
  begin(document: IngestDocument): void {
    this.document = document;
    this.source = asPlainMap(document.source);
    this.isDirty = false;
    if (this.storedMembers.length > 0) this.storedMembers.length = 0;
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

export type Run = (frame: Frame) => Value;
