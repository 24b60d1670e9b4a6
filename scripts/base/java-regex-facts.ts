import type { RegexNode } from './java-regex-ast';

/** Whether the pattern can only match at the start of the input. */
export function isAnchored(node: RegexNode): boolean {
  switch (node.kind) {
    case 'assertion':
      return node.what === 'start';
    case 'sequence':
      return node.items.length > 0 && node.items[0] !== undefined && isAnchored(node.items[0]);
    case 'either':
      return node.branches.every(isAnchored);
    case 'group':
      return isAnchored(node.body);
    default:
      return false;
  }
}

/** Whether every match has at least one character. */
export function isNeverEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return true;
    case 'sequence':
      return node.items.some(isNeverEmpty);
    case 'either':
      return node.branches.every(isNeverEmpty);
    case 'group':
      return isNeverEmpty(node.body);
    case 'repeat':
      return node.min > 0 && isNeverEmpty(node.body);
    case 'assertion':
    case 'look':
      return false;
  }
}

/** Whether RE2 has no equal for something in the pattern: it looks around, or at Unicode's words. */
export function isBeyondRe2(node: RegexNode): boolean {
  switch (node.kind) {
    case 'look':
      return true;
    case 'assertion':
      return node.what === 'unicodeBoundary' || node.what === 'notUnicodeBoundary';
    case 'sequence':
      return node.items.some(isBeyondRe2);
    case 'either':
      return node.branches.some(isBeyondRe2);
    case 'group':
    case 'repeat':
      return isBeyondRe2(node.body);
    case 'set':
      return false;
  }
}

/** Whether the node holds a capturing group. */
export function hasGroup(node: RegexNode): boolean {
  switch (node.kind) {
    case 'group':
      return true;
    case 'sequence':
      return node.items.some(hasGroup);
    case 'either':
      return node.branches.some(hasGroup);
    case 'repeat':
      return hasGroup(node.body);
    default:
      return false;
  }
}
