export { compilePainless } from './program';
export type { PainlessOptions, PainlessProgram } from './program';
export { PainlessError } from './runtime/java-error';
export { tokenize as scriptTokens } from './syntax/tokens';
