import type { Attack, Rule } from '../content';
import { markdownTable, plainText } from '../base/markdown';
import { pageFromIndex } from './rule-links';
import { byName, ruleLink } from './rule-table';

/** A section a tactic, in ATT&CK's order, with a row a technique; a rule stands under each technique that it names. */
export function tacticSections(rules: readonly Rule[], attack: Attack): string {
  return [...attack.tactics.values()]
    .flatMap(({ id, name, reference }) => {
      const own = rules.filter(({ threat }) => threat.some(({ tactic }) => tactic.id === id));
      if (own.length === 0) return [];
      const rows = techniquesUnder(id, own).map(([technique, under]) => [
        techniqueLink(attack, technique),
        byName(under)
          .map((rule) => ruleLink(rule, pageFromIndex))
          .join('<br>'),
      ]);
      const table = markdownTable(['technique', 'rules'], rows);
      return [`### ${name} (${own.length})\n\n[${id}](${reference})\n\n${table}`];
    })
    .join('\n\n');
}

/** Techniques by id; rules that name the tactic alone stand last, under no technique. */
function techniquesUnder(tactic: string, rules: readonly Rule[]): [technique: string, rules: Rule[]][] {
  const under = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const row of rule.threat) {
      if (row.tactic.id !== tactic) continue;
      for (const { id } of row.techniques.length === 0 ? [{ id: '' }] : row.techniques)
        under.set(id, [...(under.get(id) ?? []), rule]);
    }
  return [...under].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
}

function techniqueLink({ techniques }: Attack, id: string): string {
  const technique = techniques.get(id);
  if (technique === undefined) return 'the tactic as such';
  const full = technique.parent ? `${technique.parent.name}: ${technique.name}` : technique.name;
  return `[${plainText(full)} (${id})](${technique.reference})`;
}
