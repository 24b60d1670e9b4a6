import type { RegexMatch } from './java-regex';
import type { ParsedRegex } from './java-regex-ast';
import { holds } from './java-regex-assertions';
import type { RegexSearch, WholeMatch } from './java-regex-native';
import { namedGroups } from './java-regex-native';
import type { Instruction } from './java-regex-program';
import { compileProgram, firstCharacters } from './java-regex-program';

/**
 * Runs a pattern by going through the input once with all ways that are open at a time, the preferred one first: in
 * time linear in the input like RE2, which knows no look-around, but slower.
 * @throws Error when the pattern is too large.
 */
export function searchBySimulation(regex: ParsedRegex): RegexSearch {
  const simulation = new Simulation(regex);
  return {
    find: (input, from) => simulation.run(input, from, false),
    test: (input) => simulation.run(input, 0, false) !== null,
  };
}

/** As {@link searchBySimulation}, for `Matcher.matches()`. */
export function matchWholeBySimulation(regex: ParsedRegex): WholeMatch {
  const simulation = new Simulation(regex);
  return {
    matches: (input) => simulation.run(input, 0, true) !== null,
    matchWhole: (input) => simulation.run(input, 0, true),
  };
}

/** A position that a way noted, before those that it noted earlier; ways share what they have in common. */
interface Mark {
  readonly slot: number;
  readonly position: number;
  readonly earlier: Mark | null;
}

/** The ways that are open at a position, in the order of preference. */
class Ways {
  readonly instructions: number[] = [];
  readonly marks: (Mark | null)[] = [];

  clear(): void {
    this.instructions.length = 0;
    this.marks.length = 0;
  }
}

class Simulation {
  private readonly program: readonly Instruction[];
  /** Whether a match can begin with a character; undefined when it may be empty. */
  private readonly canBegin: ((code: number) => boolean) | undefined;
  /** For each instruction the step in which it was last reached. */
  private readonly reached: Uint32Array;
  private step = 0;
  /** Instructions that are still to be followed, with the marks on the way there. */
  private readonly open: number[] = [];
  private readonly openMarks: (Mark | null)[] = [];

  constructor(private readonly regex: ParsedRegex) {
    this.program = compileProgram(regex.root);
    this.canBegin = firstCharacters(this.program);
    this.reached = new Uint32Array(this.program.length);
  }

  run(input: string, from: number, isWhole: boolean): RegexMatch | null {
    let current = new Ways();
    let next = new Ways();
    let end = -1;
    let matched: Mark | null = null;
    this.reached.fill(0);
    this.step = 1;
    for (let position = from; ;) {
      const code = input.codePointAt(position) ?? -1;
      // A new attempt is worth less than those that began before, and nothing once one of them matched.
      if (end < 0 && (isWhole ? position === 0 : this.canBegin?.(code) !== false))
        this.follow(current, 0, { slot: 0, position, earlier: null }, input, position);
      if (current.instructions.length === 0 && (end >= 0 || isWhole)) break;
      const behind = position + (code > 0xffff ? 2 : 1);
      this.step += 1;
      for (let way = 0; way < current.instructions.length; way++) {
        const at = current.instructions[way] ?? 0;
        const instruction = this.program[at];
        if (instruction?.kind === 'match') {
          if (isWhole && position < input.length) continue;
          matched = current.marks[way] ?? null;
          end = position;
          break;
        }
        if (instruction?.kind === 'set' && code >= 0 && instruction.has(code))
          this.follow(next, at + 1, current.marks[way] ?? null, input, behind);
      }
      if (code < 0) break;
      [current, next] = [next, current];
      next.clear();
      position = behind;
    }
    return end < 0 ? null : this.matchOf(input, matched, end);
  }

  /** Adds an instruction, or where it leads without a character, unless it was reached in this step. */
  private follow(into: Ways, start: number, marks: Mark | null, input: string, position: number): void {
    const { open, openMarks } = this;
    this.push(start, marks);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const own = openMarks.pop() ?? null;
      if (this.reached[at] === this.step) continue;
      this.reached[at] = this.step;
      const instruction = this.program[at];
      switch (instruction?.kind) {
        case 'split':
          this.push(instruction.second, own);
          this.push(instruction.first, own);
          break;
        case 'jump':
          this.push(instruction.to, own);
          break;
        case 'slot':
          this.push(at + 1, { slot: instruction.slot, position, earlier: own });
          break;
        case 'assertion':
          if (holds(instruction.node, input, position)) this.push(at + 1, own);
          break;
        default:
          into.instructions.push(at);
          into.marks.push(own);
      }
    }
  }

  private push(at: number, marks: Mark | null): void {
    this.open.push(at);
    this.openMarks.push(marks);
  }

  private matchOf(input: string, marks: Mark | null, end: number): RegexMatch {
    const slots: number[] = [];
    for (let mark = marks; mark !== null; mark = mark.earlier) slots[mark.slot] ??= mark.position;
    const start = slots[0] ?? 0;
    const groups = Array.from({ length: this.regex.groupCount + 1 }, (_, group) => {
      const [first, last] = [slots[2 * group], group === 0 ? end : slots[2 * group + 1]];
      return first === undefined || last === undefined ? undefined : input.slice(first, last);
    });
    return { start, end, groups, named: namedGroups(groups, this.regex.names) };
  }
}
