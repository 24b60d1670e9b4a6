import type { Column } from './column';
import type { Panel, PanelFrame } from './panel';

/** A row for each combination of the groups, with the measures of each; sorted by the column `sortedBy`. */
export function tablePanel(
  frame: PanelFrame,
  options: { groups: readonly Column[]; measures: readonly Column[]; sortedBy: Column },
): Panel {
  const { groups, measures, sortedBy } = options;
  const columns = [...groups, ...measures];
  return {
    ...frame,
    columns,
    visualizationType: 'lnsDatatable',
    visualization: (layerId) => ({
      layerId,
      layerType: 'data',
      columns: columns.map(({ id }) => ({
        columnId: id,
        isMetric: !groups.some((one) => one.id === id),
        isTransposed: false,
      })),
      paging: { enabled: true, size: 10 },
      sorting: { columnId: sortedBy.id, direction: 'desc' },
    }),
  };
}
