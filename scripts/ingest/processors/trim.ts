import { javaTrim } from '../java-numbers';
import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `trim`: cuts blanks and control characters up to U+0020, and no other white space. */
export const compileTrim: ProcessorCompiler = (options) => compileStringProcessor(options, javaTrim);
