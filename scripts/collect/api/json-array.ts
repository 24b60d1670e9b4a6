/** The body of a blob is no JSON array of objects, or it broke off. */
export class BrokenArrayError extends Error {
  override readonly name = 'BrokenArrayError';
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

/** Longest object that is taken, in bytes: far above any record, far below what would hurt. */
const LONGEST = 32 * 1024 * 1024;

type State = 'before' | 'first' | 'object' | 'after' | 'next' | 'done';

/**
 * Takes the bytes of a JSON array of objects as they come and gives the text of each object, byte for byte: what is
 * parsed and printed again would lose digits of large integers and the order of keys. Only the object that is not
 * whole yet is held. The objects themselves are not checked; JSON.parse does that.
 */
export class JsonArraySplitter {
  #state: State = 'before';
  /** Of braces and brackets, those of the object itself included. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  #held: Buffer[] = [];
  #heldLength = 0;

  /** The objects that these bytes complete, in order. @throws BrokenArrayError */
  take(bytes: Buffer): string[] {
    const texts: string[] = [];
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      if (this.#state !== 'object') {
        this.#state = this.#between(bytes[at] as number);
        start = at;
      }
      if (this.#state !== 'object') continue;
      at = this.#endOfObject(bytes, at);
      if (at === bytes.length) break;
      texts.push(this.#whole(bytes.subarray(start, at + 1)));
      this.#state = 'after';
    }
    if (this.#state === 'object') this.#hold(bytes.subarray(start));
    return texts;
  }

  /** After the last bytes. @throws BrokenArrayError when the array is not closed */
  finish(): void {
    if (this.#state !== 'done') throw new BrokenArrayError('the body ends before its JSON array does');
  }

  /** The state after a byte outside objects. */
  #between(byte: number): State {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return this.#state;
    const next = this.#next(byte);
    if (next !== undefined) return next;
    const found = JSON.stringify(String.fromCharCode(byte));
    throw new BrokenArrayError(`the body is no JSON array of objects: ${found} ${PLACES[this.#state]}`);
  }

  #next(byte: number): State | undefined {
    switch (this.#state) {
      case 'before':
        return byte === OPEN_BRACKET ? 'first' : undefined;
      case 'first':
        if (byte === CLOSE_BRACKET) return 'done';
        return byte === OPEN_BRACE ? 'object' : undefined;
      case 'next':
        return byte === OPEN_BRACE ? 'object' : undefined;
      case 'after':
        if (byte === CLOSE_BRACKET) return 'done';
        return byte === COMMA ? 'next' : undefined;
      default:
        return undefined;
    }
  }

  /** Where the object ends, or the length when it goes on. Bytes of a character beyond ASCII are none of those looked for. */
  #endOfObject(bytes: Buffer, from: number): number {
    const { length } = bytes;
    // Every byte of every record comes by here: locals, and fields only where a piece ends.
    let depth = this.#depth;
    let at = this.#inString ? this.#endOfString(bytes, from) : from - 1;
    for (at += 1; at < length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) at = this.#endOfString(bytes, at + 1);
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.#depth = depth;
    return Math.min(at, length);
  }

  /** Where the string ends, or the length when it goes on. */
  #endOfString(bytes: Buffer, from: number): number {
    const { length } = bytes;
    // What was escaped by the last byte of the piece before is passed over.
    let at = this.#escaped && from < length ? from + 1 : from;
    for (; at < length; at += 1) {
      const byte = bytes[at];
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) break;
    }
    this.#escaped = at > length || (this.#escaped && from === length);
    this.#inString = at >= length;
    return Math.min(at, length);
  }

  #hold(bytes: Buffer): void {
    this.#heldLength += bytes.length;
    if (this.#heldLength > LONGEST) throw new BrokenArrayError(`an object is longer than ${LONGEST} bytes`);
    this.#held.push(bytes);
  }

  #whole(last: Buffer): string {
    if (this.#heldLength === 0) return last.toString('utf8');
    const text = Buffer.concat([...this.#held, last]).toString('utf8');
    this.#held = [];
    this.#heldLength = 0;
    return text;
  }
}

const PLACES: Readonly<Record<State, string>> = {
  before: 'where “[” was expected',
  first: 'where the first object was expected',
  object: 'within an object',
  after: 'where “,” or “]” was expected',
  next: 'where the next object was expected',
  done: 'after the array',
};
