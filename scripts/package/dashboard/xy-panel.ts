import type { JsonObject } from '../../base/json';
import { overTime } from './column';
import type { Column } from './column';
import type { Panel, PanelFrame } from './panel';

/** A measure over time, a colour for each group. */
export function timePanel(
  frame: PanelFrame,
  options: { measure: Column; split: Column; series: 'bar_stacked' | 'line' },
): Panel {
  const { measure, split, series } = options;
  const time = overTime();
  return {
    ...frame,
    // The groups are the top ones of the whole time, not those of each stretch.
    columns: [split, time, measure],
    visualizationType: 'lnsXY',
    visualization: (layerId) =>
      xy(series, { layerId, xAccessor: time.id, accessors: [measure.id], splitAccessor: split.id }),
  };
}

/** A horizontal bar for each group. */
export function barPanel(frame: PanelFrame, options: { measure: Column; bars: Column }): Panel {
  const { measure, bars } = options;
  return {
    ...frame,
    columns: [bars, measure],
    visualizationType: 'lnsXY',
    visualization: (layerId) =>
      xy('bar_horizontal', { layerId, xAccessor: bars.id, accessors: [measure.id] }),
  };
}

function xy(seriesType: string, layer: JsonObject): JsonObject {
  const everywhere = (value: boolean | number): JsonObject => ({ x: value, yLeft: value, yRight: value });
  return {
    preferredSeriesType: seriesType,
    layers: [{ ...layer, layerType: 'data', seriesType, position: 'top', showGridlines: false }],
    legend: { isVisible: true, position: 'right' },
    valueLabels: 'hide',
    fittingFunction: 'None',
    axisTitlesVisibilitySettings: { x: false, yLeft: true, yRight: true },
    tickLabelsVisibilitySettings: everywhere(true),
    gridlinesVisibilitySettings: everywhere(true),
    labelsOrientation: everywhere(0),
  };
}
