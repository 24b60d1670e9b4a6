import { refuse } from '../../refuse';

/** Decides over a bucket by the values of its paths and the script's own params. */
export type SelectorScript = (params: ReadonlyMap<string, number>) => boolean;

type Comparison = (a: number, b: number) => boolean;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['>=', (a, b) => a >= b],
  ['<=', (a, b) => a <= b],
  ['==', (a, b) => a === b],
  ['!=', (a, b) => a !== b],
  ['>', (a, b) => a > b],
  ['<', (a, b) => a < b],
]);

const comparison = /^\s*([\w.-]+)\s*(>=|<=|==|!=|>|<)\s*([\w.-]+)\s*$/;

function operand(text: string, source: string): (params: ReadonlyMap<string, number>) => number {
  const name = /^params\.(\w+)$/.exec(text)?.[1];
  if (name !== undefined) return (params) => params.get(name) ?? NaN;
  if (/^-?\d+(?:\.\d+)?[LlDdFf]?$/.test(text)) {
    const number = parseFloat(text);
    return () => number;
  }
  return unsupported(source);
}

function unsupported(source: string): never {
  return refuse(
    'AGGREGATION_SCRIPT',
    `bucket_selector: the script "${source}" is not supported`,
    'Comparisons of params and numbers, joined by && or by ||, are: params.count >= 3.',
  );
}

/** Compiles the comparisons that Kibana's detection engine writes. Throws a ContentError for any other script. */
export function selectorScript(source: string): SelectorScript {
  const isAny = source.includes('||');
  if (isAny && source.includes('&&')) return unsupported(source);
  const parts = source.split(isAny ? '||' : '&&').map((text): SelectorScript => {
    const [, left, symbol, right] = comparison.exec(text) ?? [];
    const compare = comparisons.get(symbol ?? '');
    if (left === undefined || right === undefined || compare === undefined) return unsupported(source);
    const [a, b] = [operand(left, source), operand(right, source)];
    return (params) => compare(a(params), b(params));
  });
  return isAny
    ? (params) => parts.some((holds) => holds(params))
    : (params) => parts.every((holds) => holds(params));
}
