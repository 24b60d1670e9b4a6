import type { JsonObject } from '../../base/json';
import { EVENTS, useDataView } from './data-view';
import type { Panel } from './panel';

export interface Dashboard {
  /** `o365_rulepack-<uuid>`: file name and id of the saved object, the same in every release. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly filter: DashboardFilter;
  readonly panels: readonly Panel[];
}

/** A filter on all panels: documents with one of the values in one of the fields. */
export interface DashboardFilter {
  readonly label: string;
  readonly anyOf: Readonly<Record<string, readonly string[]>>;
}

/** The saved object as Kibana 9 imports it. Parts that Kibana keeps as text are text here, as in a built package. */
export function dashboardObject({ id, title, description, filter, panels }: Dashboard): JsonObject {
  const rendered = panels.map(panelState);
  const filterReference = 'kibanaSavedObjectMeta.searchSourceJSON.filter[0].meta.index';
  return {
    attributes: {
      title,
      description,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          filter: [filterState(filter, filterReference)],
          query: { language: 'kuery', query: '' },
        }),
      },
      optionsJSON: JSON.stringify({
        hidePanelTitles: false,
        syncColors: false,
        syncCursor: true,
        syncTooltips: false,
        useMargins: true,
      }),
      panelsJSON: JSON.stringify(rendered.map(({ state }) => state)),
      timeRestore: true,
      timeFrom: 'now-7d',
      timeTo: 'now',
      version: 3,
    },
    // The oldest versions with all that is used here: Kibana 9.2 takes them, and later ones migrate them.
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion: '10.2.0',
    id,
    type: 'dashboard',
    references: [
      { id: EVENTS, name: filterReference, type: 'index-pattern' },
      ...rendered.flatMap(({ references }) => references),
    ],
  };
}

function panelState(panel: Panel): { state: JsonObject; references: JsonObject[] } {
  const { id, title, description, place, view, query, columns, visualizationType, visualization } = panel;
  const layerId = `${id}-layer`;
  const { references, internalReferences, adHocDataViews } = useDataView(view, layerId);
  const layer: JsonObject = {
    columnOrder: columns.map((column) => column.id),
    columns: Object.fromEntries(columns.map((column) => [column.id, column.state])),
    ignoreGlobalFilters: false,
    incompleteColumns: {},
    sampling: 1,
  };
  const attributes: JsonObject = {
    title,
    description,
    type: 'lens',
    visualizationType,
    references: references.map((one) => ({ ...one })),
    state: {
      adHocDataViews,
      internalReferences: internalReferences.map((one) => ({ ...one })),
      datasourceStates: { formBased: { layers: { [layerId]: layer } } },
      filters: [],
      query: { language: 'kuery', query },
      visualization: visualization(layerId),
    },
  };
  return {
    state: {
      type: 'lens',
      title,
      panelIndex: id,
      gridData: { ...place, i: id },
      embeddableConfig: { attributes, description, enhancements: {}, hidePanelTitles: false },
    },
    references: references.map((one) => ({ ...one, name: `${id}:${one.name}` })),
  };
}

function filterState({ label, anyOf }: DashboardFilter, indexRefName: string): JsonObject {
  const should = Object.entries(anyOf).map(([field, values]) => ({ terms: { [field]: [...values] } }));
  const bool: JsonObject = { minimum_should_match: 1, should };
  return {
    $state: { store: 'appState' },
    meta: {
      alias: label,
      disabled: false,
      indexRefName,
      key: 'bool',
      negate: false,
      type: 'custom',
      value: JSON.stringify(bool),
    },
    query: { bool },
  };
}
