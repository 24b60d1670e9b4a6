/** Runs the pack over days of a log as Kibana would. */
export type { SimulationReport } from './report';
export { simulate } from './simulate';
export type { SimulateOptions, Simulation } from './simulate';
export { applyWhatIf, checkHistories, readWhatIf, rulesWithGap } from './what-if';
export type { WhatIf } from './what-if';
