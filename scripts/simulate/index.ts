/** Runs the pack over days of a log as Kibana would. */
export type { SimulationReport } from './report';
export { simulate } from './simulate';
export type { SimulateOptions } from './simulate';
export type { Simulation } from './simulation';
export { applyWhatIf, checkHistories, readWhatIf, rulesWithGap } from './what-if';
export type { WhatIf } from './what-if';
