import { exactLong } from '../../base/java-number';
import { parseByteSize } from '../byte-size';
import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `bytes`: `1.5kb` as a number of bytes. */
export const compileBytes: ProcessorCompiler = (options) =>
  compileStringProcessor(options, (text) => exactLong(parseByteSize(text)));
