import { TextObject } from './text';
import type { Value } from './values';

/** A Java object that equals others by what it holds: a set by its members, an entry by its key and its value. */
export abstract class HashedObject extends TextObject {
  /** The members of a set. */
  members(): readonly Value[] | undefined {
    return undefined;
  }

  /** Key and value of an entry. */
  entry(): readonly [Value, Value] | undefined {
    return undefined;
  }
}
