import type { JsonObject } from '../base/json';

// The saved object as tests read it.

export interface Reference {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface Column {
  readonly label: string;
  readonly operationType: string;
  readonly dataType: string;
  readonly sourceField?: string;
  readonly filter?: { readonly query: string };
  readonly params: {
    readonly orderBy?: { readonly columnId: string };
    readonly filters?: readonly { readonly input: { readonly query: string } }[];
  };
}

export interface Panel {
  readonly type: string;
  readonly title: string;
  readonly panelIndex: string;
  readonly gridData: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
    readonly i: string;
  };
  readonly embeddableConfig: {
    readonly description: string;
    readonly attributes: {
      readonly visualizationType: string;
      readonly references: readonly Reference[];
      readonly state: {
        readonly query: { readonly query: string; readonly language: string };
        readonly adHocDataViews: Readonly<Record<string, { readonly id: string; readonly title: string }>>;
        readonly internalReferences: readonly Reference[];
        readonly visualization: JsonObject;
        readonly datasourceStates: {
          readonly formBased: {
            readonly layers: Readonly<
              Record<
                string,
                {
                  readonly columnOrder: readonly string[];
                  readonly columns: Readonly<Record<string, Column>>;
                }
              >
            >;
          };
        };
      };
    };
  };
}

export interface SavedDashboard {
  readonly id: string;
  readonly type: string;
  readonly references: readonly Reference[];
  readonly coreMigrationVersion: string;
  readonly typeMigrationVersion: string;
  readonly attributes: Readonly<Record<string, unknown>> & {
    readonly panelsJSON: string;
    readonly kibanaSavedObjectMeta: { readonly searchSourceJSON: string };
  };
}

/** Layers of a panel with their ids. */
export const layers = ({ embeddableConfig }: Panel) =>
  Object.entries(embeddableConfig.attributes.state.datasourceStates.formBased.layers);
export const columns = (panel: Panel) => layers(panel).flatMap(([, layer]) => Object.values(layer.columns));
export const onAlerts = ({ embeddableConfig }: Panel): boolean =>
  embeddableConfig.attributes.state.internalReferences.length > 0;

/** All KQL of a panel: its own, that of its groups and of its measures. */
export function queries(panel: Panel): string[] {
  return [
    panel.embeddableConfig.attributes.state.query.query,
    ...columns(panel).flatMap(({ filter, params }) => [
      ...(filter ? [filter.query] : []),
      ...(params.filters ?? []).map(({ input }) => input.query),
    ]),
  ];
}
