import type { Column } from './column';
import type { Panel, PanelFrame } from './panel';

/** One number. */
export function metricPanel(frame: PanelFrame, value: Column): Panel {
  return {
    ...frame,
    columns: [value],
    visualizationType: 'lnsMetric',
    visualization: (layerId) => ({ layerId, layerType: 'data', metricAccessor: value.id }),
  };
}
