import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `lowercase`, without regard to a language, as Java's `Locale.ROOT`. */
export const compileLowercase: ProcessorCompiler = (options) =>
  compileStringProcessor(options, (text) => text.toLowerCase());
