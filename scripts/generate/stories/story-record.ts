import type { JsonObject } from '../../base/json';

/** What a placeholder stands for in one record. */
export type Values = (placeholder: string) => string;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/;

/** The JSON text of a record with `{{placeholders}}` in its strings. */
export class StoryRecord {
  /** Text at even places, placeholders at odd ones. */
  readonly #pieces: readonly string[];

  constructor(record: JsonObject) {
    this.#pieces = JSON.stringify(record).split(new RegExp(PLACEHOLDER, 'g'));
  }

  with(values: Values): string {
    return this.#pieces
      .map((piece, place) => (place % 2 === 0 ? piece : JSON.stringify(values(piece)).slice(1, -1)))
      .join('');
  }
}

/** The placeholders of a text, in order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(new RegExp(PLACEHOLDER, 'g'))].map(([, name = '']) => name);
}
