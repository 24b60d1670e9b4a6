import { scriptTokens } from '../ingest';

/** A script that differs from a pipeline's own in one token. */
export interface ScriptMutant {
  readonly change: string;
  readonly source: string;
  /** Line and column in the script, both from 1. */
  readonly line: number;
  readonly column: number;
}

const OTHER_OPERATOR: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '&&': '||',
  '||': '&&',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};

const OTHER_KEYWORD: Readonly<Record<string, string>> = { true: 'false', false: 'true' };

/** Every script that differs in one comparison, one connective or one constant. */
export function scriptMutants(source: string): ScriptMutant[] {
  return scriptTokens(source).flatMap((token, index, tokens) => {
    const changed = changedToken(token, tokens[index - 1]?.text);
    if (changed === undefined) return [];
    const end = token.at + token.text.length;
    const before = source.slice(0, token.at).split('\n');
    return [
      {
        change: `${token.text} → ${changed}`,
        source: source.slice(0, token.at) + changed + source.slice(end),
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      },
    ];
  });
}

type Token = ReturnType<typeof scriptTokens>[number];

function changedToken(token: Token, before: string | undefined): string | undefined {
  switch (token.kind) {
    case 'string':
      return `${token.text.slice(0, -1)}~${token.text.slice(-1)}`;
    case 'number':
      return /^\d+$/.test(token.text) ? String(Number(token.text) + 1) : undefined;
    case 'keyword':
      return OTHER_KEYWORD[token.text];
    case 'operator':
      // `<` and `>` of a type such as List<String> do not occur in Painless; `->` and `::` are tokens of their own.
      return before === undefined ? undefined : OTHER_OPERATOR[token.text];
    default:
      return undefined;
  }
}
