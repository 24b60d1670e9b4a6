/** From raw records to the documents that rules look for. */
export { fieldsOfRun } from './fields-of-run';
export { takeAll } from './take-all';
export type { TakeOptions } from './take-all';
export type { Batch, SimulatedDocument, Taken } from './taken';
