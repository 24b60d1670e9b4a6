import { checkLanguage, compileNoting, compileScript } from '../scripts';
import type { ProcessorCompiler } from '../processor-compiler';

/** `script`: an inline Painless script. Stored scripts (`id`) are refused: the pack ships none. */
export const compileScriptProcessor: ProcessorCompiler = (options) => {
  const source = options.string('source');
  const params = options.optionalMap('params') ?? {};
  if (options.isNull('params')) options.fail('params', 'must not be null', null, 'an object');
  checkLanguage(options.stringOr('lang', 'painless'), options, 'lang');
  if (options.value('id') !== undefined) options.refuse('id', 'stored scripts are not supported');
  const script = compileNoting(compileScript, { source, params }, options, 'source');
  return script ?? (() => undefined);
};
