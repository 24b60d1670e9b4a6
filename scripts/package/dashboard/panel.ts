import type { JsonObject } from '../../base/json';
import type { Column } from './column';
import type { DataView } from './data-view';

/** The grid of a dashboard is 48 wide; a row is about 20 pixels high. */
export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What every panel has, whatever it draws. */
export interface PanelFrame {
  /** Unique in the dashboard, and the same in every release. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly place: GridPlace;
  readonly view: DataView;
  /** KQL. */
  readonly query: string;
}

/** A Lens visualization of one layer. */
export interface Panel extends PanelFrame {
  /** In the order in which Lens groups: groups first, measures last. */
  readonly columns: readonly Column[];
  readonly visualizationType: 'lnsMetric' | 'lnsXY' | 'lnsDatatable';
  /** The part of the state that is the visualization's own, given the id of its layer. */
  readonly visualization: (layerId: string) => JsonObject;
}
