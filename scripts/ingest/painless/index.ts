export { compilePainless } from './program';
export type { PainlessOptions, PainlessProgram } from './program';
export { PainlessError } from './runtime/java-error';
