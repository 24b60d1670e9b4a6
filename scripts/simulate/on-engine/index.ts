export { simulateOnEngine } from './simulate-on-engine';
export type { EngineOptions } from './simulate-on-engine';
