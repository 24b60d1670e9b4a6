import { illegalArgument } from '../errors';
import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `urldecode`: `%41` and `+` as in forms; bytes that are no UTF-8 become U+FFFD. */
export const compileUrldecode: ProcessorCompiler = (options) => compileStringProcessor(options, decode);

function decode(text: string): string {
  return text.replace(/\+|(?:%[^%]{0,2})+/g, (part) => (part === '+' ? ' ' : decodeRun(part)));
}

/** Decodes escapes in a row, as a character may be spread over several. */
function decodeRun(run: string): string {
  const match = /^((?:%[0-9a-fA-F]{2})*)(.*)$/s.exec(run);
  const [, escapes = '', rest = ''] = match ?? [];
  if (rest.startsWith('%')) refuse(rest);
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8');
  return rest === '' ? bytes : bytes + rest.replaceAll('+', ' ');
}

function refuse(rest: string): never {
  const digits = rest.slice(1, 3);
  if (digits.length < 2) throw illegalArgument('URLDecoder: Incomplete trailing escape (%) pattern');
  const wrong = /[^0-9a-fA-F]/.exec(digits)?.[0] ?? '';
  throw illegalArgument(
    'URLDecoder: Illegal hex characters in escape (%) pattern - not a hexadecimal digit: ' +
      `"${wrong}" = ${wrong.charCodeAt(0)}`,
  );
}
