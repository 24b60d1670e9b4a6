import type { JsonObject } from '../base/json';
import type { Attack, Pack, Rule } from '../content';
import { rulePagePath } from './rule-page-path';

/** The rules of a technique under a tactic. */
interface Cell {
  readonly tactic: string;
  readonly technique: string;
  readonly rules: readonly Rule[];
}

/** docs/attack-matrix.md: the techniques that rules name, by tactic in ATT&CK’s order. */
export function attackMatrix({ attack, rules }: Pack): string {
  const cells = cellsOf(rules);
  const tactics = [...attack.tactics.values()].filter(({ id }) => cells.some(({ tactic }) => tactic === id));
  return [
    '# ATT&CK matrix',
    '',
    'The techniques that rules of this pack name. Made by `npm run coverage`; do not edit. Names and ids are those of',
    `${attack.source}.`,
    ...tactics.flatMap((tactic) => [
      '',
      `## ${tactic.name} (${tactic.id})`,
      '',
      '| technique | rules |',
      '| --- | --- |',
      ...cells
        .filter((cell) => cell.tactic === tactic.id)
        .map(
          ({ technique, rules: own }) =>
            `| ${techniqueName(attack, technique)} | ${own.map((rule) => `[${rule.slug}](${rulePagePath(rule)})`).join('<br>')} |`,
        ),
    ]),
    '',
  ].join('\n');
}

/** A layer for the ATT&CK Navigator (layer format 4.5): the score is the number of rules. */
export function navigatorLayer({ attack, rules }: Pack): JsonObject {
  const cells = cellsOf(rules);
  return {
    name: 'o365-rulepack',
    description:
      'Detection rules for Microsoft 365 and Microsoft Entra ID; the score is the number of rules.',
    domain: 'enterprise-attack',
    versions: { attack: attackVersion(attack), navigator: '5.1.0', layer: '4.5' },
    techniques: cells.map(({ tactic, technique, rules: own }) => ({
      techniqueID: technique,
      tactic: attack.tactics.get(tactic)?.shortname ?? '',
      score: own.length,
      comment: own.map(({ slug }) => slug).join(', '),
    })),
    gradient: {
      colors: ['#ffffff', '#0b64dd'],
      minValue: 0,
      maxValue: Math.max(0, ...cells.map(({ rules: own }) => own.length)),
    },
  };
}

function cellsOf(rules: readonly Rule[]): Cell[] {
  const cells = new Map<string, { tactic: string; technique: string; rules: Rule[] }>();
  for (const rule of rules)
    for (const { tactic, techniques } of rule.threat)
      for (const { id } of techniques) {
        const key = `${tactic.id}/${id}`;
        const cell = cells.get(key) ?? { tactic: tactic.id, technique: id, rules: [] };
        cell.rules.push(rule);
        cells.set(key, cell);
      }
  return [...cells.values()].sort((a, b) => (a.technique < b.technique ? -1 : 1));
}

function techniqueName(attack: Attack, id: string): string {
  const technique = attack.techniques.get(id);
  const parent = technique?.parent === undefined ? '' : `${technique.parent.name}: `;
  return `${parent}${technique?.name ?? ''} (${id})`;
}

/** The major version, as Navigator layers state it: `18` of `…, version 18.1 (…)`. */
function attackVersion({ source }: Attack): string {
  return /version (\d+)/.exec(source)?.[1] ?? '';
}
