import { replaceAll } from '../regex-replace';
import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `gsub`: replaces all matches of a Java pattern. */
export const compileGsub: ProcessorCompiler = (options) => {
  const pattern = options.regex('pattern');
  const replacement = options.string('replacement');
  return compileStringProcessor(options, (text) => replaceAll(pattern, text, replacement));
};
