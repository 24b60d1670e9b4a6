import { readFileSync } from 'node:fs';
import { z } from '../base/zod';

const attackFileSchema = z.object({
  source: z.string(),
  tactics: z.array(z.object({ id: z.string(), name: z.string(), shortname: z.string() })),
  techniques: z.array(
    z.object({ id: z.string(), name: z.string(), url: z.string(), tactics: z.array(z.string()) }),
  ),
});

export interface AttackTactic {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
  /** e.g. `initial-access`, as Navigator layers name it. */
  readonly shortname: string;
}

export interface AttackTechnique extends Omit<AttackTactic, 'shortname'> {
  /** Sub-techniques only. */
  readonly parent?: Omit<AttackTactic, 'shortname'> | undefined;
  /** Ids of the tactics under which ATT&CK lists it. */
  readonly tactics: readonly string[];
}

/** MITRE ATT&CK Enterprise, reduced to names, links and tactics; version and licence stand in `source`. */
export interface Attack {
  readonly source: string;
  readonly tactics: ReadonlyMap<string, AttackTactic>;
  readonly techniques: ReadonlyMap<string, AttackTechnique>;
}

export function loadAttack(file: string): Attack {
  const { source, tactics, techniques } = attackFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const entries = new Map(
    techniques.map(({ id, name, url }) => [id, { id, name, reference: `${url.replace(/\/$/, '')}/` }]),
  );
  const tacticUrl = (id: string): string => `https://attack.mitre.org/tactics/${id}/`;
  return {
    source,
    tactics: new Map(
      tactics.map(({ id, name, shortname }) => [id, { id, name, shortname, reference: tacticUrl(id) }]),
    ),
    techniques: new Map(
      techniques.map(({ id, name, url, tactics: under }) => {
        const [parentId] = id.split('.');
        const parent = parentId === undefined || parentId === id ? undefined : entries.get(parentId);
        return [id, { id, name, reference: `${url.replace(/\/$/, '')}/`, tactics: under, parent }];
      }),
    ),
  };
}
