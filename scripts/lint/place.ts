import { ContentError } from '../base/errors';
import type { SourceLocation } from '../base/errors';
import { locationAt } from '../base/source-text';
import { YamlDocument } from '../base/yaml';
import type { YamlPath } from '../base/yaml';
import type { CheckPage, Found } from './check';
import type { Finding } from './finding';

/** Where the values of a rule stand in the file that holds it. */
export class Place {
  #document: YamlDocument | null | undefined;

  constructor(
    /** Path relative to the pack's root. */
    readonly file: string,
    readonly text: string,
    private readonly options: {
      readonly document?: YamlDocument;
      /** From a path in the rule's body to one in the file. */
      readonly translate?: (path: YamlPath) => YamlPath;
      /** The number of the text's first line in the file, from 1: a line of an NDJSON file. */
      readonly firstLine?: number;
    } = {},
  ) {
    this.#document = options.document;
  }

  /** A finding of a check at its place, with what `--fix` does about it. */
  finding(check: CheckPage, found: Found): Finding {
    const path = this.options.translate?.(found.path ?? []) ?? found.path ?? [];
    const offset = this.#offset(path, found);
    const snippetAt = this.#find(found.snippet, offset);
    const { line, column } = locationAt(this.file, this.text, snippetAt < 0 ? offset : snippetAt);
    const edits = this.#edits(found, snippetAt);
    return {
      code: check.code,
      severity: check.severity,
      message: found.message,
      location: { file: this.file, line: line + (this.options.firstLine ?? 1) - 1, column },
      found: found.found,
      expected: found.expected,
      hint: found.hint ?? check.mend,
      fixable: edits.length > 0,
      edits,
    };
  }

  /** Behind the offset, else anywhere: an investigation guide is made of several keys. */
  #find(snippet: string | undefined, offset: number): number {
    if (snippet === undefined) return -1;
    const behind = this.text.indexOf(snippet, offset);
    return behind < 0 ? this.text.indexOf(snippet) : behind;
  }

  /** JSON files are built: mending them would last until the next build. */
  #edits({ snippet, replacement, edits }: Found, snippetAt: number): Finding['edits'] {
    if (!this.file.endsWith('.yml')) return [];
    if (edits) return edits;
    if (snippet === undefined || replacement === undefined || snippetAt < 0) return [];
    return [{ start: snippetAt, end: snippetAt + snippet.length, text: replacement }];
  }

  #offset(path: YamlPath, { atKey = false, offset }: Found): number {
    if (offset !== undefined) return offset;
    if (path.length === 0) return 0;
    const document = this.#read();
    if (!document) return 0;
    return offsetOf(this.text, atKey ? document.locateKey(path) : document.locate(path));
  }

  /** JSON is YAML too; where the reader does not take it, findings stand at the file's beginning. */
  #read(): YamlDocument | null {
    if (this.#document !== undefined) return this.#document;
    try {
      this.#document = new YamlDocument(this.file, this.text);
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      this.#document = null;
    }
    return this.#document;
  }
}

function offsetOf(text: string, { line, column }: SourceLocation): number {
  let offset = 0;
  for (let number = 1; number < line; number++) offset = text.indexOf('\n', offset) + 1;
  return offset + column - 1;
}

/** From a member of the rule as Kibana imports it to the key of the rule's YAML file that it was made of. */
export function sourcePath(path: YamlPath): YamlPath {
  const [key, ...rest] = path;
  switch (key) {
    case 'rule_id':
      return ['id'];
    case 'note':
      return ['guide'];
    case 'false_positives':
      return ['guide', 'false_positives', ...rest];
    case 'threat':
      return ['attack', ...rest.slice(0, 1)];
    case 'alert_suppression':
      return ['suppression', ...rest];
    default:
      return path;
  }
}
