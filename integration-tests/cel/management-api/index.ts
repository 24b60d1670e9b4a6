export { ManagementApi, CLIENT, TENANT } from './server';
export { CONTENT_TYPES, blob } from './content';
export type { Blob } from './content';
export { PASSING_FAULTS, afError } from './faults';
export type { Fault, Operation } from './faults';
