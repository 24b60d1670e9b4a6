export { coverageText } from './coverage';
export { clausesText } from './clauses';
export { importJson, importText } from './import';
export { proofJson } from './json';
export { proofJunit } from './junit';
export { engineErrorText, problemsText } from './problems';
export { mutationJson, mutationText } from './mutation';
export { proofText } from './text';
