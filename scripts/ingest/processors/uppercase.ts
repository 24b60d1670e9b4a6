import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `uppercase`, without regard to a language, as Java's `Locale.ROOT`. */
export const compileUppercase: ProcessorCompiler = (options) =>
  compileStringProcessor(options, (text) => text.toUpperCase());
