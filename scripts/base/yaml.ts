import { constructFromEvents, EVENT_ID, getScalarValue, parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import { ContentError } from './errors';
import type { Problem, SourceLocation } from './errors';
import { lineOf, locationAt } from './source-text';

export type YamlPath = readonly (string | number)[];

/** A parsed YAML file that still knows where each of its values stands. */
export class YamlDocument {
  readonly value: unknown;

  /** Throws {@link ContentError} `YAML_SYNTAX` with the place of the mistake. */
  constructor(
    /** Path relative to the pack's root, for messages. */
    readonly file: string,
    readonly text: string,
  ) {
    try {
      this.#events = parseEvents(text, { filename: file });
      const documents = constructFromEvents(this.#events, { source: text, filename: file });
      if (documents.length > 1) throw new YAMLException('a file holds one YAML document, here are several');
      this.value = documents[0];
    } catch (error) {
      throw syntaxError(file, text, error);
    }
  }

  readonly #events: Event[];
  #root: Located | undefined;

  /** Where the value at a path stands; where the path does not exist, its nearest parent that does. */
  locate(path: YamlPath = []): SourceLocation {
    return locationAt(this.file, this.text, this.#find(path).offset);
  }

  /** Where the key of a mapping entry stands, e.g. of an unknown key. */
  locateKey(path: YamlPath): SourceLocation {
    const node = this.#find(path);
    return locationAt(this.file, this.text, node.keyOffset ?? node.offset);
  }

  /** The source line of a location, for an error's excerpt. */
  line(location: SourceLocation): string {
    return lineOf(this.text, location.line);
  }

  /** A problem at the value of a path (or at the key, for `where: 'key'`), with its source line. */
  problem(
    path: YamlPath,
    fields: Omit<Problem, 'location' | 'excerpt'>,
    where: 'value' | 'key' = 'value',
  ): Problem {
    const location = where === 'key' ? this.locateKey(path) : this.locate(path);
    return { ...fields, location, excerpt: this.line(location) };
  }

  #find(path: YamlPath): Located {
    this.#root ??= locateAll(this.#events, this.text);
    let node = this.#root;
    for (const step of path) {
      const child = node.children.get(String(step));
      if (child === undefined) return node;
      node = child;
    }
    return node;
  }
}

interface Located {
  readonly offset: number;
  readonly keyOffset?: number;
  readonly children: Map<string, Located>;
}

/** Offsets of all values by path; built only when a location is asked for. */
function locateAll(events: readonly Event[], source: string): Located {
  let next = 0;
  const peek = (): Event => events[next] ?? { type: EVENT_ID.POP };
  const read = (): Located => {
    const event = peek();
    next++;
    if (event.type === EVENT_ID.SCALAR)
      return { offset: scalarStart(source, event.valueStart), children: new Map() };
    if (event.type === EVENT_ID.ALIAS) return { offset: event.anchorStart - 1, children: new Map() };
    if (event.type === EVENT_ID.DOCUMENT) return peek().type === EVENT_ID.POP ? empty() : read();
    if (event.type === EVENT_ID.POP) return empty();
    const children = new Map<string, Located>();
    for (let index = 0; peek().type !== EVENT_ID.POP; index++) {
      if (event.type === EVENT_ID.SEQUENCE) {
        children.set(String(index), read());
      } else {
        const key = peek();
        const name = key.type === EVENT_ID.SCALAR ? getScalarValue(source, key) : '';
        const { offset: keyOffset } = read();
        children.set(name, { ...read(), keyOffset });
      }
    }
    next++;
    return { offset: event.start, children };
  };
  return events.length === 0 ? empty() : read();
}

function empty(): Located {
  return { offset: 0, children: new Map() };
}

/** A block scalar's range begins after its `|`; the first character of its text is what a reader looks for. */
function scalarStart(source: string, start: number): number {
  if (start < 0) return 0;
  const skipped = /^\s*/.exec(source.slice(start, start + 200));
  return start + (skipped?.[0].length ?? 0);
}

function syntaxError(file: string, text: string, error: unknown): ContentError {
  if (!(error instanceof YAMLException)) throw error;
  const { mark } = error;
  const location = locationAt(file, text, mark?.position ?? 0);
  return new ContentError({
    code: 'YAML_SYNTAX',
    message: error.reason,
    location,
    excerpt: lineOf(text, location.line),
    hint: 'Check the indentation and the quotes of this line and of the one before it.',
  });
}
