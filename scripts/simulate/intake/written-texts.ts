import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { Stream } from '../../content';
import { scriptTokens } from '../../ingest';

type Token = ReturnType<typeof scriptTokens>[number];

/** Options that write nothing. */
const SILENT = new Set(['if', 'tag', 'description', 'lang']);
const COMPARISONS = new Set(['==', '!=', '===', '!==']);
const COMPARING_METHODS = new Set(['equals', 'equalsIgnoreCase', 'startsWith', 'endsWith', 'contains']);
/** What follows a name that is written, by its kind: `a.name = x`, `name: x`, `put('name', x)`, `a['name'] = x`. */
const WRITING: Readonly<Partial<Record<Token['kind'], readonly string[]>>> = {
  name: ['=', '+=', ':'],
  member: ['=', '+=', ':'],
  string: [',', ':', ']'],
};

/** What the pipelines of a stream can write of their own accord, as far as their definitions say it. */
export class WrittenTexts {
  /** Texts that may come into any field, whatever the record says. */
  readonly anywhere = new Set<string>();
  /** By text the actions in whose place a table puts it: `params.actions.get(ctx.event.action)`. */
  readonly forActions = new Map<string, Set<string>>();
  readonly #scripts: (readonly Token[])[] = [];
  readonly #options: string[] = [];

  constructor({ pipelines }: Pick<Stream, 'pipelines'>) {
    for (const definition of Object.values(pipelines)) this.#visit(definition);
  }

  /** In how many places a field seems to be written, by its name. */
  placesOf(field: string): number {
    const name = field.slice(field.lastIndexOf('.') + 1);
    const scripted = this.#scripts.flatMap((tokens) =>
      tokens.filter((token, place) => {
        const text = token.kind === 'string' ? token.value : token.text;
        return text === name && WRITING[token.kind]?.includes(tokens[place + 1]?.text ?? '');
      }),
    );
    return scripted.length + this.#options.filter((option) => option === field).length;
  }

  #visit(value: JsonValue): void {
    if (typeof value === 'string') {
      this.#options.push(value);
      this.anywhere.add(value);
    } else if (Array.isArray(value)) {
      for (const item of value) this.#visit(item);
    } else if (isJsonObject(value)) {
      const { source, params, ...options } = value;
      if (typeof source === 'string') this.#visitScript(source, isJsonObject(params) ? params : {});
      for (const [name, option] of Object.entries(options)) if (!SILENT.has(name)) this.#visit(option);
    }
  }

  #visitScript(source: string, params: JsonObject): void {
    const tokens = scriptTokens(source);
    this.#scripts.push(tokens);
    for (const [place, token] of tokens.entries()) {
      if (token.kind === 'string' && !isCompared(tokens, place)) this.anywhere.add(token.value);
    }
    for (const [name, table] of Object.entries(params)) {
      const isForActions = source.includes(`params.${name}.get(ctx.event.action)`);
      if (!isForActions || !isJsonObject(table)) this.#visit(table);
      else for (const [action, row] of Object.entries(table)) this.#visitRow(action, row);
    }
  }

  #visitRow(action: string, row: JsonValue): void {
    for (const text of Array.isArray(row) ? row : [row]) {
      if (typeof text !== 'string') this.#visit(text);
      else this.forActions.set(text, (this.forActions.get(text) ?? new Set()).add(action));
    }
  }
}

function isCompared(tokens: readonly Token[], place: number): boolean {
  const [method, before] = [tokens[place - 2]?.text ?? '', tokens[place - 1]?.text ?? ''];
  return COMPARISONS.has(before) || (before === '(' && COMPARING_METHODS.has(method));
}
