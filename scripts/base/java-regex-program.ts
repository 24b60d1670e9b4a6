import type { AssertionNode, RegexNode, RepeatNode } from './java-regex-ast';
import type { CharSet } from './java-regex-charset';
import { union } from './java-regex-charset';

/** A step of a pattern. One that names no other leads to the next. */
export type Instruction =
  | { readonly kind: 'set'; readonly set: CharSet; readonly has: (code: number) => boolean }
  | { readonly kind: 'assertion'; readonly node: AssertionNode }
  /** Notes the position: where group n begins (2n) or ends (2n + 1). */
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'jump'; to: number }
  /** Both ways, the first preferred. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'match' };

const MAX_INSTRUCTIONS = 20_000;

/**
 * The steps of a pattern, counted repetitions unrolled.
 * @throws Error when there are too many.
 */
export function compileProgram(root: RegexNode): readonly Instruction[] {
  const compiler = new ProgramCompiler();
  compiler.add(root);
  return [...compiler.program, { kind: 'match' }];
}

/** Tells the characters with which a match can begin; undefined when a match can be empty. */
export function firstCharacters(program: readonly Instruction[]): ((code: number) => boolean) | undefined {
  const sets: CharSet[] = [];
  const reached = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = program[at];
    if (instruction === undefined || instruction.kind === 'match') return undefined;
    if (reached.has(at)) continue;
    reached.add(at);
    if (instruction.kind === 'set') sets.push(instruction.set);
    else if (instruction.kind === 'split') open.push(instruction.first, instruction.second);
    else open.push(instruction.kind === 'jump' ? instruction.to : at + 1);
  }
  return membership(union(...sets));
}

class ProgramCompiler {
  readonly program: Instruction[] = [];

  add(node: RegexNode): void {
    if (this.program.length > MAX_INSTRUCTIONS) throw new Error('the pattern is too large');
    switch (node.kind) {
      case 'set':
        this.program.push({ kind: 'set', set: node.set, has: membership(node.set) });
        break;
      case 'assertion':
      case 'look':
        this.program.push({ kind: 'assertion', node });
        break;
      case 'sequence':
        for (const item of node.items) this.add(item);
        break;
      case 'group':
        this.program.push({ kind: 'slot', slot: 2 * node.index });
        this.add(node.body);
        this.program.push({ kind: 'slot', slot: 2 * node.index + 1 });
        break;
      case 'either':
        this.addBranches(node.branches);
        break;
      case 'repeat':
        this.addRepeat(node);
    }
  }

  private addBranches(branches: readonly RegexNode[]): void {
    const jumps: Extract<Instruction, { kind: 'jump' }>[] = [];
    branches.forEach((branch, index) => {
      if (index === branches.length - 1) {
        this.add(branch);
        return;
      }
      const split = this.split();
      this.add(branch);
      jumps.push(this.jump(0));
      split.second = this.program.length;
    });
    for (const jump of jumps) jump.to = this.program.length;
  }

  private addRepeat({ body, min, max, lazy }: RepeatNode): void {
    for (let copy = 0; copy < min; copy++) this.add(body);
    if (max === Infinity) {
      const loop = this.program.length;
      const split = this.split();
      this.add(body);
      this.jump(loop);
      this.leave(split, lazy);
      return;
    }
    const splits: ReturnType<typeof this.split>[] = [];
    for (let copy = min; copy < max; copy++) {
      splits.push(this.split());
      this.add(body);
    }
    for (const split of splits) this.leave(split, lazy);
  }

  /** A split whose first way is the next instruction. */
  private split(): Extract<Instruction, { kind: 'split' }> {
    const split = { kind: 'split' as const, first: this.program.length + 1, second: 0 };
    this.program.push(split);
    return split;
  }

  private jump(to: number): Extract<Instruction, { kind: 'jump' }> {
    const jump = { kind: 'jump' as const, to };
    this.program.push(jump);
    return jump;
  }

  /** The way out of a repetition, which a lazy one prefers. */
  private leave(split: Extract<Instruction, { kind: 'split' }>, lazy: boolean): void {
    split.second = this.program.length;
    if (lazy) [split.first, split.second] = [split.second, split.first];
  }
}

const ASCII = 0x80;

/** Looks a code point up in a set: in a table for ASCII. */
function membership(set: CharSet): (code: number) => boolean {
  const table = new Uint8Array(ASCII);
  for (const [low, high] of set) table.fill(1, Math.min(low, ASCII), Math.min(high + 1, ASCII));
  const others = set.filter(([, high]) => high >= ASCII);
  return (code) => (code < ASCII ? table[code] === 1 : contains(others, code));
}

/** Whether a code point is in a set, by halving. */
export function contains(set: CharSet, code: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = set[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}
