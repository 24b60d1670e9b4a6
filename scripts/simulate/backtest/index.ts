export { backtest } from './backtest';
export { Cluster } from './cluster';
export { clusterAddress } from './cluster-address';
export { DAY } from './stretch';
export { StateFile } from './state-file';
export type { Subject } from './state-file';
