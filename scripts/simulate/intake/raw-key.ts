/** The value of a key cannot be told without reading the record as JSON. */
export const UNCLEAR = Symbol('unclear');
export type RawValue = string | typeof UNCLEAR | undefined;

/** What Java writes as it stands. */
const TOKEN = /(?:true|false|0|-?[1-9][0-9]*)(?=[,}])/y;
const QUOTE = '"';

/** A key of raw records, whose values are found without reading a record as JSON. */
export class RawKey {
  /** Without its first quote, of which a record is full, the search is several times as fast. */
  readonly #end: string;

  constructor(readonly name: string) {
    this.#end = `${name}"`;
  }

  /**
   * The text of the key's value: of a string its content, of an integer or a boolean the token. undefined: no object of
   * the record has the key. A key that stands in the text more than once, another kind of value: {@link UNCLEAR}. A
   * nested key is taken for a top-level one. For texts without `\u`, with which keys can be written in other ways.
   */
  valueIn(text: string): RawValue {
    const colon = this.#endIn(text, 0);
    if (colon === -1) return undefined;
    if (text[colon] !== ':' || this.#endIn(text, colon) !== -1) return UNCLEAR;
    if (text[colon + 1] === QUOTE) return plainString(text, colon + 2);
    TOKEN.lastIndex = colon + 1;
    return TOKEN.exec(text)?.[0] ?? UNCLEAR;
  }

  /** Where the quoted name ends. */
  #endIn(text: string, from: number): number {
    let at = text.indexOf(this.#end, from);
    while (at > 0 && text[at - 1] !== QUOTE) at = text.indexOf(this.#end, at + 1);
    return at <= 0 ? -1 : at + this.#end.length;
  }
}

function plainString(text: string, start: number): RawValue {
  const content = text.slice(start, text.indexOf(QUOTE, start));
  return content.includes('\\') ? UNCLEAR : content;
}
