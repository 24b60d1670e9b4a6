import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

/** Where a secret is kept: never in the configuration itself. */
export type SecretPlace = { readonly env: string } | { readonly file: string };

/** Why a secret cannot be had. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

const HIDDEN = '[secret]';

/**
 * A secret that shows itself only where it is asked for: printed, logged or turned into JSON it is `[secret]`.
 * A file is read anew every time, so that a secret that was renewed in a mount is used without a restart.
 */
export class Secret {
  readonly #place: SecretPlace;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(place: SecretPlace, environment: NodeJS.ProcessEnv) {
    this.#place = place;
    this.#environment = environment;
  }

  /** e.g. `the environment variable O365_CLIENT_SECRET`. */
  get place(): string {
    return 'env' in this.#place
      ? `the environment variable ${this.#place.env}`
      : `the file ${this.#place.file}`;
  }

  /** Without blanks around it. @throws SecretError when it is missing, empty, unreadable or more than one line */
  reveal(): string {
    const text = 'env' in this.#place ? this.#environment[this.#place.env] : this.#read(this.#place.file);
    const value = text?.trim() ?? '';
    if (value === '')
      throw new SecretError(`${this.place} ${text === undefined ? 'is not set' : 'is empty'}`);
    if (/[\r\n]/.test(value)) throw new SecretError(`${this.place} holds more than one line`);
    return value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }

  #read(file: string): string {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      throw new SecretError(`the file ${file} cannot be read (${code})`);
    }
  }
}
