import { checkIndex, checkedSubstring } from '../api/strings';
import { javaTrim } from '../../java-numbers';
import { compareStrings } from '../runtime/ordering';
import { textOf } from '../runtime/text';
import { JavaChar, isInt } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { DirectCompiler } from './direct-call';
import { readOperand } from './operand';

const length: DirectCompiler =
  ({ target, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    return typeof self === 'string' ? self.length : otherwise(frame, self, null, null);
  };

const substring: DirectCompiler =
  ({ target, a, b, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const begin = readOperand(a, frame);
    const end = readOperand(b, frame);
    if (typeof self !== 'string' || !isIndex(begin) || !isIndex(end))
      return otherwise(frame, self, begin, end);
    return checkedSubstring(self, begin, end);
  };

const substringFrom: DirectCompiler =
  ({ target, a, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const begin = readOperand(a, frame);
    if (typeof self !== 'string' || !isIndex(begin)) return otherwise(frame, self, begin, null);
    return checkedSubstring(self, begin, self.length);
  };

const charAt: DirectCompiler =
  ({ target, a, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const index = readOperand(a, frame);
    if (typeof self !== 'string' || !isIndex(index)) return otherwise(frame, self, index, null);
    checkIndex(index, self.length);
    return new JavaChar(self.charCodeAt(index));
  };

const toString: DirectCompiler =
  ({ target, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    if (typeof self === 'string') return self;
    return typeof self === 'boolean' || typeof self === 'number'
      ? textOf(self)
      : otherwise(frame, self, null, null);
  };

const replace: DirectCompiler =
  ({ target, a, b, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const part = readOperand(a, frame);
    const replacement = readOperand(b, frame);
    if (typeof self !== 'string' || typeof part !== 'string' || typeof replacement !== 'string')
      return otherwise(frame, self, part, replacement);
    return self.includes(part) ? self.replaceAll(part, () => replacement) : self;
  };

function isIndex(value: Value): value is number {
  return typeof value === 'number' && isInt(value);
}

/** A method of a string that takes nothing. */
function ofText(apply: (self: string) => Value): DirectCompiler {
  return ({ target, otherwise }) =>
    (frame) => {
      const self = readOperand(target, frame);
      return typeof self === 'string' ? apply(self) : otherwise(frame, self, null, null);
    };
}

/** A method of a string that takes another. */
function ofTexts(apply: (self: string, other: string) => Value): DirectCompiler {
  return ({ target, a, otherwise }) =>
    (frame) => {
      const self = readOperand(target, frame);
      const other = readOperand(a, frame);
      return typeof self === 'string' && typeof other === 'string'
        ? apply(self, other)
        : otherwise(frame, self, other, null);
    };
}

export const STRING_CALLS: Readonly<Record<string, DirectCompiler>> = {
  'length/0': length,
  'substring/1': substringFrom,
  'substring/2': substring,
  'charAt/1': charAt,
  'toString/0': toString,
  'replace/2': replace,
  'trim/0': ofText(javaTrim),
  'toLowerCase/0': ofText((self) => self.toLowerCase()),
  'indexOf/1': ofTexts((self, part) => self.indexOf(part)),
  'lastIndexOf/1': ofTexts((self, part) => self.lastIndexOf(part)),
  'startsWith/1': ofTexts((self, prefix) => self.startsWith(prefix)),
  'endsWith/1': ofTexts((self, suffix) => self.endsWith(suffix)),
  'compareTo/1': ofTexts(compareStrings),
};
