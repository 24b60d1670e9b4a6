import { checkIndex, checkedSubstring } from '../api/strings';
import { javaTrim } from '../../java-numbers';
import { compareStrings } from '../runtime/ordering';
import { textOf } from '../runtime/text';
import { JavaChar, isInt } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { DirectCall } from './direct-call';

const length: DirectCall = (frame, otherwise, self) =>
  typeof self === 'string' ? self.length : otherwise(frame, self, null, null, null);

const substring: DirectCall = (frame, otherwise, self, begin, end) => {
  if (typeof self !== 'string' || !isIndex(begin) || !isIndex(end))
    return otherwise(frame, self, begin, end, null);
  return checkedSubstring(self, begin, end);
};

const substringFrom: DirectCall = (frame, otherwise, self, begin) => {
  if (typeof self !== 'string' || !isIndex(begin)) return otherwise(frame, self, begin, null, null);
  return checkedSubstring(self, begin, self.length);
};

const charAt: DirectCall = (frame, otherwise, self, index) => {
  if (typeof self !== 'string' || !isIndex(index)) return otherwise(frame, self, index, null, null);
  checkIndex(index, self.length);
  return new JavaChar(self.charCodeAt(index));
};

const toString: DirectCall = (frame, otherwise, self) => {
  if (typeof self === 'string') return self;
  return typeof self === 'boolean' || typeof self === 'number'
    ? textOf(self)
    : otherwise(frame, self, null, null, null);
};

const replace: DirectCall = (frame, otherwise, self, part, replacement) => {
  if (typeof self !== 'string' || typeof part !== 'string' || typeof replacement !== 'string')
    return otherwise(frame, self, part, replacement, null);
  return self.includes(part) ? self.replaceAll(part, () => replacement) : self;
};

function isIndex(value: Value): value is number {
  return typeof value === 'number' && isInt(value);
}

/** A method of a string that takes nothing. */
function ofText(apply: (self: string) => Value): DirectCall {
  return (frame, otherwise, self) =>
    typeof self === 'string' ? apply(self) : otherwise(frame, self, null, null, null);
}

/** A method of a string that takes another. */
function ofTexts(apply: (self: string, other: string) => Value): DirectCall {
  return (frame, otherwise, self, other) =>
    typeof self === 'string' && typeof other === 'string'
      ? apply(self, other)
      : otherwise(frame, self, other, null, null);
}

export const STRING_CALLS: Readonly<Record<string, DirectCall>> = {
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
