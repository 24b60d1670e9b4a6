export { attackMatrix, navigatorLayer } from './attack';
export { coverage } from './coverage';
export type { Coverage } from './coverage';
export { documentsSchema, loadDocuments } from './documents';
export { coveragePage } from './page';
export { readProofs, recordedProofs, writeProofs } from './proofs';
