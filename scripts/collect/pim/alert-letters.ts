import type { Bulk } from '../write/bulk-client';
import { halved, letterLines, lettersRefused } from '../write/dead-letter';
import type { DeadLetter, LetterOrigin } from '../write/dead-letter';
import type { LetterFile } from '../write/letter-file';
import { sendDocuments } from '../write/send-documents';
import type { Obstacle } from '../elasticsearch-obstacle';

/** Where alerts are kept that became no document; unlike records they are not held until they are: the next poll has them again. */
export interface AlertLetters {
  /** One attempt; one that was kept before has the same id. @returns what is in the way; undefined when all are kept */
  keep(letters: readonly DeadLetter[]): Promise<Obstacle | undefined>;
}

interface StreamParts extends LetterOrigin {
  readonly bulk: Bulk;
  readonly stream: string;
  readonly signal: AbortSignal;
}

/** In the data stream of dead letters; a text that no request takes is cut, and says so. */
export class AlertLetterStream implements AlertLetters {
  constructor(private readonly parts: StreamParts) {}

  async keep(letters: readonly DeadLetter[]): Promise<Obstacle | undefined> {
    for (const letter of letters) {
      const obstacle = await this.#keep(letter);
      if (obstacle !== undefined) return obstacle;
    }
    return undefined;
  }

  async #keep(whole: DeadLetter): Promise<Obstacle | undefined> {
    const { bulk, stream, signal } = this.parts;
    for (let letter = whole; ;) {
      const [sent] = await sendDocuments(bulk, stream, [letterLines(letter, this.parts)], signal);
      if (sent?.do === 'again') return sent.obstacle;
      if (sent?.do !== 'refused') return undefined;
      const shorter = sent.tooLarge === true ? halved(letter) : undefined;
      if (shorter === undefined) return lettersRefused(stream, 1, sent.refusal.message);
      letter = shorter;
    }
  }
}

/** In the file of dead letters. */
export class AlertLetterFile implements AlertLetters {
  constructor(private readonly parts: LetterOrigin & { readonly file: LetterFile }) {}

  async keep(letters: readonly DeadLetter[]): Promise<Obstacle | undefined> {
    return await this.parts.file.append(letters, this.parts);
  }
}
