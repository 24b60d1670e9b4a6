import { open } from 'node:fs/promises';
import { letterDocument } from './dead-letter';
import type { DeadLetter, LetterOrigin } from './dead-letter';
import type { Obstacle } from '../elasticsearch-obstacle';

/** An NDJSON file of dead letters, a line each: `{"_id": …, "_source": {…}}`. All who write to it share one of these. */
export class LetterFile {
  /** What a killed run began is no part of the next line; empty lines mean nothing. */
  #start = '\n';
  /** One at a time: what is long is appended in pieces. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly file: string) {}

  /** One attempt. @returns what is in the way; undefined when all are on the disk */
  async append(letters: readonly DeadLetter[], origin: LetterOrigin): Promise<Obstacle | undefined> {
    const lines = letters.map((letter) =>
      JSON.stringify({ _id: letter.documentId, _source: letterDocument(letter, origin) }),
    );
    const turn = this.#last.then(() => this.#append(`${lines.join('\n')}\n`));
    this.#last = turn.catch(() => undefined);
    try {
      await turn;
      return undefined;
    } catch (error) {
      const { code = 'DEAD_LETTER_FILE', message } = error as NodeJS.ErrnoException;
      const cure = `Make room for the file ${this.file} and let the collector write to it.`;
      return { code, message, cure, stuck: true };
    }
  }

  async #append(text: string): Promise<void> {
    const start = this.#start;
    this.#start = '\n';
    await using handle = await open(this.file, 'a', 0o600);
    await handle.appendFile(`${start}${text}`);
    await handle.sync();
    this.#start = '';
  }
}
