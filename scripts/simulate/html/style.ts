/** The style of the page: follows the reader's colour scheme, narrow screens, and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fbfbfa, #16181c);
  --card: light-dark(#ffffff, #1e2126);
  --ink: light-dark(#1d2129, #e6e8eb);
  --faint: light-dark(#5a6270, #a2aab6);
  --rule: light-dark(#e2e5ea, #343a43);
  --low: light-dark(#7aa7dc, #6d9fd8);
  --medium: light-dark(#e0b23c, #d9ae45);
  --high: light-dark(#dd7129, #e07f3e);
  --critical: light-dark(#a3193b, #e0496a);
  --series-0: light-dark(#2563b0, #6ea8ef);
  --series-1: light-dark(#b5540d, #f0975a);
  --series-2: light-dark(#1c7a58, #58c29a);
  --series-3: light-dark(#8a3ea0, #cf93e2);
  --series-4: light-dark(#a3193b, #f0718d);
  --series-5: light-dark(#6b5a10, #cdb552);
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 80rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 0 0 .25rem; }
p, figcaption { margin: 0 0 .75rem; color: var(--faint); max-width: 60rem; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
dl.figures div, figure, section { background: var(--card); border: 1px solid var(--rule); border-radius: .5rem; }
dl.figures div { padding: .6rem .8rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
dl.figures dt { color: var(--faint); font-size: .85rem; }
dl.figures dd { margin: 0; font-size: 1.3rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
figure, section { margin: 0 0 1.25rem; padding: 1rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); column-gap: 1.25rem; }
.plots figure:last-child:nth-child(odd) { grid-column: 1 / -1; }
.plots svg { max-width: 44rem; margin: 0 auto; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--series-0); outline-offset: 2px; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.tick, svg text.axis { fill: var(--faint); }
svg text.name { font-size: 11.5px; }
svg text.on-mark { fill: var(--card); font-weight: 600; }
.grid { stroke: var(--rule); }
.bar { shape-rendering: crispEdges; }
.bar:hover { opacity: .7; }
.base { stroke: var(--faint); }
.mark { stroke: var(--card); stroke-width: 1; }
.mark:hover { stroke: var(--ink); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.dashed { stroke-dasharray: 6 4; }
${['low', 'medium', 'high', 'critical', ...Array.from({ length: 6 }, (_, index) => `series-${index}`)]
  .map(
    (key) =>
      `.fill-${key} { fill: var(--${key}); background: var(--${key}); }\n.stroke-${key} { stroke: var(--${key}); border-color: var(--${key}); }`,
  )
  .join('\n')}
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .875rem; color: var(--faint); }
.swatch { display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .4em; }
.line-swatch { fill: none; height: 0; width: 1.6em; border-radius: 0; border-top-width: 2px; border-top-style: solid; vertical-align: .25em; }
.line-swatch.dashed { border-top-style: dashed; }
details { margin-top: .5rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--faint); width: fit-content; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; margin-top: .5rem; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap; }
th:first-child { text-align: left; }
thead th { color: var(--faint); font-weight: 600; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 400; }
table.rules { width: 100%; }
table.rules tbody th { position: sticky; left: 0; background: var(--card); }
table.rules tbody tr:hover > * { background: color-mix(in srgb, var(--rule) 45%, var(--card)); }
table.rules td:nth-child(2) { text-align: left; }
table.rules small { display: block; color: var(--faint); white-space: normal; min-width: 14rem; max-width: 22rem; }
code { font: .95em ui-monospace, SFMono-Regular, Consolas, monospace; }
th button { all: unset; cursor: pointer; }
th[aria-sort] button { color: var(--ink); }
th[aria-sort=ascending] button::after { content: " ▲"; font-size: .7em; }
th[aria-sort=descending] button::after { content: " ▼"; font-size: .7em; }
td.bad { color: var(--critical); font-weight: 600; }
@media (max-width: 40rem) {
  body { padding: 1rem .5rem 2rem; }
  figure, section { padding: .75rem .5rem; }
  svg text { font-size: 16px; }
  svg text.on-mark { font-size: 12px; }
  svg text.name { display: none; }
  table.rules tbody th { position: static; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, dl.figures div { break-inside: avoid; }
  tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  table.rules { font-size: 6.5pt; }
  th, td { padding: .15rem .3rem; }
  table.rules small { min-width: 0; }
  details:not([open]) { display: none; }
  * { print-color-adjust: exact; }
}
`;
