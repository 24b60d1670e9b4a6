import type { SigmaExpression, SigmaMap, SigmaSelection, SigmaValue } from './expression';

type DetectionMap = Readonly<Record<string, SigmaValue | readonly SigmaValue[]>>;

/** The `detection` section: search identifiers in the order of the condition, then the condition. */
export type SigmaDetection = Readonly<Record<string, DetectionMap | readonly DetectionMap[] | string>>;

/** Writes an expression as search identifiers and a condition. */
export function detectionOf(expression: SigmaExpression): SigmaDetection {
  const identifiers = new Identifiers();
  const condition = identifiers.condition(expression, 'selection', true);
  return { ...identifiers.sections, condition };
}

type Role = 'selection' | 'filter';

class Identifiers {
  readonly sections: Record<string, DetectionMap | readonly DetectionMap[]> = {};

  /** What is negated is called a filter, as the rules of SigmaHQ do. */
  condition(expression: SigmaExpression, role: Role, isTop = false): string {
    switch (expression.kind) {
      case 'selection':
        return this.#add(expression, role);
      case 'not':
        return `not ${this.condition(expression.part, role === 'selection' ? 'filter' : 'selection')}`;
      default: {
        const parts = expression.parts.map((part) => this.condition(part, role));
        const text = parts.join(` ${expression.kind} `);
        return isTop ? text : `(${text})`;
      }
    }
  }

  #add({ maps }: SigmaSelection, role: Role): string {
    const name = this.#name(maps, role);
    const [only, ...others] = maps.map(mapOf);
    this.sections[name] = only !== undefined && others.length === 0 ? only : maps.map(mapOf);
    return name;
  }

  /** `selection` for the first, then after the field: `filter_user_type`, with a number where that is taken. */
  #name(maps: readonly SigmaMap[], role: Role): string {
    const isFirst = role === 'selection' && Object.keys(this.sections).length === 0;
    const base = isFirst ? role : `${role}_${fieldWord(maps[0]?.[0]?.key ?? '')}`;
    let name = base;
    for (let count = 2; Object.hasOwn(this.sections, name); count++) name = `${base}_${count}`;
    return name;
  }
}

function mapOf(map: SigmaMap): DetectionMap {
  return Object.fromEntries(
    map.map(({ key, values }) => [key, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

/** Shorter words say little without the one before them: `user.id`, `file.name`. */
const TELLING_LENGTH = 5;

/** The end of a field name as a word: `o365.audit.UserType` is `user_type`, `o365.audit.Actor.ID` is `actor_id`. */
function fieldWord(key: string): string {
  const [field = ''] = key.split('|');
  const words = field.split('.').flatMap((part) => (/^\d+$/.test(part) ? [] : [snakeCase(part)]));
  const last = words.at(-1) ?? '';
  return last.length < TELLING_LENGTH ? words.slice(-2).join('_') : last;
}

function snakeCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
