export { clausesText } from './clauses';
export { proofJson } from './json';
export { proofJunit } from './junit';
export { engineErrorText, problemsText } from './problems';
export { proofText } from './text';
