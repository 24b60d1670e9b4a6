import type { JsonObject } from '../../base/json';

/** Where a panel searches. */
export type DataView = 'events' | 'alerts';

/** Fleet keeps a data view of this id and title in every space that has an integration. */
export const EVENTS = 'logs-*';

/** Alerts of the detection engine; no data view of that title is there in every space, so panels bring their own. */
const ALERTS = { id: 'o365_rulepack-alerts', title: '.alerts-security.alerts-*', name: 'Security alerts' };

/** How a Lens layer names its data view. */
export interface DataViewUse {
  /** References to saved data views, in the panel and again in the dashboard. */
  readonly references: readonly { id: string; name: string; type: 'index-pattern' }[];
  /** References to data views that the panel holds itself. */
  readonly internalReferences: readonly { id: string; name: string; type: 'index-pattern' }[];
  readonly adHocDataViews: JsonObject;
}

export function useDataView(view: DataView, layerId: string): DataViewUse {
  const name = `indexpattern-datasource-layer-${layerId}`;
  if (view === 'events') {
    return {
      references: [{ id: EVENTS, name, type: 'index-pattern' }],
      internalReferences: [],
      adHocDataViews: {},
    };
  }
  const { id, title } = ALERTS;
  return {
    references: [],
    internalReferences: [{ id, name, type: 'index-pattern' }],
    adHocDataViews: {
      [id]: {
        id,
        title,
        name: ALERTS.name,
        timeFieldName: '@timestamp',
        sourceFilters: [],
        fieldFormats: {},
        fieldAttrs: {},
        runtimeFieldMap: {},
        allowNoIndex: true,
        allowHidden: false,
      },
    },
  };
}
