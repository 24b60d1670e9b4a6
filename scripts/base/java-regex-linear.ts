import type { ParsedRegex, RegexNode, RepeatNode } from './java-regex-ast';
import type { CharSet } from './java-regex-charset';
import { EMPTY_SET, isDisjoint, union } from './java-regex-charset';
import { hasGroup, isAnchored, isNeverEmpty } from './java-regex-facts';

/** How many ways through the alternatives of a pattern are still called a constant. */
const MAX_WAYS = 256;
const MAX_UNROLLED = 10;

/**
 * Whether a backtracking engine runs the pattern in time linear in the input, over a whole loop of finds.
 *
 * The proof has two halves.
 * 1. One attempt: the set of every quantifier with a choice is disjoint from the characters that can follow
 *    it, so that giving characters back fails at once; alternatives only multiply by a constant; a repeated
 *    group is either unrolled or refused.
 * 2. All attempts: the pattern is anchored (one attempt), or whatever an unbounded quantifier scans before
 *    a failure holds no character that an attempt can begin with, so that scans of two attempts do not
 *    overlap by more than the bounded part of the pattern.
 * Conservative: false means "not proven".
 */
export function isProvablyLinear(regex: ParsedRegex): boolean {
  const proof = new LinearityProof();
  const whole = proof.visit(regex.root, { first: EMPTY_SET, canFail: false });
  if (!proof.holds || whole.ways > MAX_WAYS) return false;
  return isAnchored(regex.root) || isDisjoint(proof.scanned, whole.first);
}

/** What comes behind a node: the characters it can begin with, and whether it can fail. */
interface Continuation {
  readonly first: CharSet;
  readonly canFail: boolean;
}

interface Visited extends Continuation {
  readonly ways: number;
}

class LinearityProof {
  holds = true;
  /** Everything that an unbounded quantifier may run over before the attempt fails. */
  scanned: CharSet = EMPTY_SET;

  /** Visits a node with what follows it; returns the node and its continuation taken together. */
  visit(node: RegexNode, next: Continuation): Visited {
    switch (node.kind) {
      case 'set':
        return { first: node.set, canFail: true, ways: 1 };
      case 'assertion':
      case 'look':
        return { first: next.first, canFail: true, ways: 1 };
      case 'group':
        return this.visit(node.body, next);
      case 'sequence': {
        let visited: Visited = { ...next, ways: 1 };
        for (const item of node.items.toReversed()) {
          const previousWays = visited.ways;
          visited = this.visit(item, visited);
          visited = { ...visited, ways: visited.ways * previousWays };
        }
        return visited;
      }
      case 'either':
        return this.visitBranches(node.branches, next);
      case 'repeat':
        return node.body.kind === 'set'
          ? this.visitRun(node, node.body.set, next)
          : this.visitUnrolled(node, next);
    }
  }

  private visitBranches(branches: readonly RegexNode[], next: Continuation): Visited {
    const visited = branches.map((branch) => this.visit(branch, next));
    return {
      first: union(...visited.map((branch) => branch.first)),
      canFail: visited.every((branch) => branch.canFail),
      ways: visited.reduce((sum, branch) => sum + branch.ways, 0),
    };
  }

  private visitRun(node: RepeatNode, set: CharSet, next: Continuation): Visited {
    const hasChoice = node.min !== node.max;
    if (hasChoice && !isDisjoint(set, next.first)) this.holds = false;
    if (node.max === Infinity && next.canFail) this.scanned = union(this.scanned, set);
    if (node.min > 0) return { first: set, canFail: true, ways: 1 };
    return { first: union(set, next.first), canFail: next.canFail, ways: 1 };
  }

  /** A repeated group counts as that many copies; one without an upper bound is not proven. */
  private visitUnrolled(node: RepeatNode, next: Continuation): Visited {
    const isOptional = node.min === 0 && node.max === 1;
    // ECMAScript forgets a group at each turn of a repetition, and a group that matched the empty text.
    const groupsDiffer = hasGroup(node.body) && !(isOptional && isNeverEmpty(node.body));
    if (node.max > MAX_UNROLLED || groupsDiffer) {
      this.holds = false;
      return { ...next, ways: 1 };
    }
    let visited: Visited = { ...next, ways: 1 };
    for (let copy = node.max; copy > 0; copy--) {
      const rest = visited;
      const body = this.visit(node.body, rest);
      const taken: Visited = { ...body, ways: body.ways * rest.ways };
      visited = copy > node.min ? this.orSkipped(taken, next) : taken;
    }
    return visited;
  }

  private orSkipped(taken: Visited, next: Continuation): Visited {
    return {
      first: union(taken.first, next.first),
      canFail: taken.canFail && next.canFail,
      ways: taken.ways + 1,
    };
  }
}
