import type { Clock } from '../clock';
import { halved, letterLines, lettersRefused } from './dead-letter';
import type { DeadLetter } from './dead-letter';
import type { LetterFile } from './letter-file';
import type { Obstacles } from '../status/obstacles';
import type { PersistentBulk } from './persistent-bulk';
import { stopped } from './stopped';

export interface DeadLetters {
  /** Comes back when they are kept for good. @throws AbortError when the collector stops before */
  write(letters: readonly DeadLetter[]): Promise<void>;
}

export interface DeadLetterParts {
  readonly collectorId: string;
  readonly clock: Clock;
  readonly obstacles: Obstacles;
  readonly stop: AbortSignal;
}

/** Milliseconds until what cannot be kept is tried again; meanwhile the records are not acknowledged. */
const REFUSED_WAIT = 60_000;

/**
 * Dead letters in a data stream. One that is too large for a request is cut and says so. One that is refused is held,
 * with the lane, until the stream takes it: it takes any unless it is not what setup makes.
 */
export class DeadLetterStream implements DeadLetters {
  constructor(
    private readonly parts: DeadLetterParts & {
      readonly persistent: PersistentBulk;
      readonly stream: string;
    },
  ) {}

  async write(letters: readonly DeadLetter[]): Promise<void> {
    for (let open = letters; open.length > 0;) open = await this.#attempt(open);
  }

  /** Those that were refused. */
  async #attempt(letters: readonly DeadLetter[]): Promise<DeadLetter[]> {
    const { clock, obstacles, stop, persistent, stream } = this.parts;
    const refused: DeadLetter[] = [];
    let reason = '';
    await persistent.send(letters, {
      stream,
      lines: (letter) => letterLines(letter, this.parts),
      present: () => undefined,
      refused: (letter, { message }) => {
        refused.push(letter);
        reason = message;
      },
      tooLarge: ([letter]) => (letter === undefined ? undefined : halved(letter)),
    });
    if (refused.length === 0) return refused;
    obstacles.met(lettersRefused(stream, refused.length, reason), REFUSED_WAIT);
    await clock.sleep(REFUSED_WAIT, stop);
    return refused;
  }
}

/** Dead letters in a file; the records are held until it takes them. */
export class DeadLetterFile implements DeadLetters {
  constructor(private readonly parts: DeadLetterParts & { readonly file: LetterFile }) {}

  async write(letters: readonly DeadLetter[]): Promise<void> {
    const { clock, obstacles, stop, file } = this.parts;
    for (;;) {
      if (stop.aborted) throw stopped();
      const obstacle = await file.append(letters, this.parts);
      if (obstacle === undefined) break;
      obstacles.met(obstacle, REFUSED_WAIT);
      await clock.sleep(REFUSED_WAIT, stop);
    }
    obstacles.over();
  }
}
