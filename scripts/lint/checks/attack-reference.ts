import { getKey, isJsonObject } from '../../base/json';
import type { JsonObject } from '../../base/json';
import type { RuleCheck } from '../check';
import { referencesOf } from '../links';
import { listOf } from '../subject';

export const attackReference: RuleCheck = {
  code: 'ATTACK_REFERENCE',
  severity: 'warning',
  title: 'A technique to which the references lead is in the rule’s ATT&CK mapping.',
  why: 'One of the two is left from an earlier version of the rule, or from the rule that it was copied from.',
  bad: '"references": ["https://attack.mitre.org/techniques/T1114/003/"] without T1114.003 in threat',
  mend: 'Map the technique, or remove the reference.',
  *run(subject) {
    const mapped = techniquesOf(subject.body);
    if (mapped.size === 0) return;
    for (const [path, text] of referencesOf(subject)) {
      const [, technique, sub] =
        /^https:\/\/attack\.mitre\.org\/techniques\/(T\d{4})(?:\/(\d{3}))?\/?$/.exec(text) ?? [];
      if (technique === undefined) continue;
      const id = sub === undefined ? technique : `${technique}.${sub}`;
      if (!mapped.has(id) && subject.pack.attack.techniques.has(id))
        yield { path, message: `${id} is not in the ATT&CK mapping`, found: text };
    }
  },
};

/** The ids of techniques and sub-techniques. */
function techniquesOf(body: JsonObject): Set<string> {
  const entries = listOf(getKey(body, 'threat')).flatMap((row) => {
    const techniques = isJsonObject(row) ? listOf(getKey(row, 'technique')) : [];
    return techniques.flatMap((technique) =>
      isJsonObject(technique) ? [technique, ...listOf(getKey(technique, 'subtechnique'))] : [],
    );
  });
  return new Set(
    entries.flatMap((entry) => {
      const id = isJsonObject(entry) ? getKey(entry, 'id') : undefined;
      return typeof id === 'string' ? [id] : [];
    }),
  );
}
