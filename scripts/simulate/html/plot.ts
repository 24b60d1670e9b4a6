import { markup } from './markup';
import type { Markup } from './markup';
import type { Scale } from './scale';

/** Size of every plot in its own units; CSS scales it to its column, and makes its text larger on a narrow screen. */
export const PLOT = { width: 480, height: 294, left: 74, right: 18, top: 14, bottom: 54 } as const;

export interface PlotParts {
  /** Unique in the page. */
  readonly id: string;
  readonly heading: string;
  /** What the plot shows, for those who see it and for screen readers. */
  readonly description: string;
  readonly legend: Markup;
  readonly content: Markup;
  /** The same figures as a table. */
  readonly table: Markup;
}

/** A figure: heading, legend, the plot, and its numbers as a table that opens by a click. */
export function figure({ id, heading, description, legend, content, table }: PlotParts): Markup {
  return markup`<figure id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
<figcaption>${description}</figcaption>
${legend}
<svg viewBox="0 0 ${PLOT.width} ${PLOT.height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${heading}</title>
<desc id="${id}-desc">${description}</desc>
${content}
</svg>
<details><summary>The numbers as a table</summary>${table}</details>
</figure>`;
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Lines across the plot with their values at the left. */
export function horizontalGrid(scale: Scale, ticks: readonly Tick[], title: string): Markup {
  const lines = ticks.map(({ value, label }) => {
    const y = scale(value);
    return markup`<line class="grid" x1="${PLOT.left}" x2="${PLOT.width - PLOT.right}" y1="${y}" y2="${y}"/>
<text class="tick" x="${PLOT.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;
  });
  const middle = (PLOT.top + PLOT.height - PLOT.bottom) / 2;
  return markup`${lines}<text class="axis" transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${title}</text>`;
}

/** Values below the plot. */
export function bottomAxis(scale: Scale, ticks: readonly Tick[], title: string): Markup {
  const base = PLOT.height - PLOT.bottom;
  const labels = ticks.map(
    ({ value, label }) =>
      markup`<text class="tick" x="${scale(value)}" y="${base + 22}" text-anchor="middle">${label}</text>`,
  );
  const middle = (PLOT.left + PLOT.width - PLOT.right) / 2;
  return markup`<line class="base" x1="${PLOT.left}" x2="${PLOT.width - PLOT.right}" y1="${base}" y2="${base}"/>${labels}<text class="axis" x="${middle}" y="${PLOT.height - 6}" text-anchor="middle">${title}</text>`;
}

export interface LegendEntry {
  /** Classes of the swatch. */
  readonly swatch: string;
  readonly label: string;
}

/** A list of colours and what they stand for. */
export function legendOf(entries: readonly LegendEntry[]): Markup {
  const items = entries.map(
    ({ swatch, label }) => markup`<li><span class="swatch ${swatch}"></span>${label}</li>`,
  );
  return markup`<ul class="legend">${items}</ul>`;
}

/** A table of figures; the first cell of a row names it. */
export function dataTable(head: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const heads = head.map((text) => markup`<th scope="col">${text}</th>`);
  const lines = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((text) => markup`<td>${text}</td>`);
    return markup`<tr><th scope="row">${first}</th>${cells}</tr>
`;
  });
  return markup`<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>
${lines}</tbody></table></div>`;
}
