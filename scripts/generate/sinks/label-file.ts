import { closeSync, openSync, writeSync } from 'node:fs';
import type { Label } from '../stories';
import { fileError } from './output-error';

const CHUNK = 64 * 1024;

/** The truth about the records of attacks, NDJSON beside the log. @throws OutputError */
export class LabelFile implements Disposable {
  readonly #descriptor: number;
  #chunk = '';
  #count = 0;

  constructor(private readonly file: string) {
    this.#descriptor = this.#attempt(() => openSync(file, 'w'));
  }

  get count(): number {
    return this.#count;
  }

  add({ record, story, step, rules }: Label): void {
    this.#chunk += `${JSON.stringify({ record, story, step, rules })}\n`;
    this.#count += 1;
    if (this.#chunk.length >= CHUNK) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.#chunk);
    this.#chunk = '';
    this.#attempt(() => {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.#descriptor, bytes, written);
      }
    });
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }

  #attempt<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw fileError(error, this.file, this.#count);
    }
  }
}
