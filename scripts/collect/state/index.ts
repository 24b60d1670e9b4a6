export { openState } from './open-state';
export type { OpenState, StateParts } from './state-parts';
export { stateIndex } from './index-mapping';
export { openSqliteState } from './sqlite-state';
export { StateError } from './state-error';
export type { LaneKey, Sending, StateStore, WorkloadTimes } from './state-store';
