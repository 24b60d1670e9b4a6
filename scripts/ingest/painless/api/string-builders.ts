import { nullPointer, stringIndexOutOfBounds } from '../runtime/java-error';
import { compareValues } from '../runtime/ordering';
import type { StringBuilder } from '../runtime/string-builder';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { JavaClass } from './java-class';
import { CHAR_SEQUENCE, checkIndex, checkedSubstring } from './strings';

/** Changes the content and returns the builder, as its methods do. */
function changed(builder: StringBuilder, content: string): StringBuilder {
  builder.content = content;
  return builder;
}

function checkRange(builder: StringBuilder, start: number, end: number): void {
  const { length } = builder.content;
  if (start < 0 || start > end || start > length) {
    throw stringIndexOutOfBounds(`start ${start}, end ${end}, length ${length}`);
  }
}

export const STRING_BUILDER = new JavaClass('java.lang.StringBuilder', [CHAR_SEQUENCE]).with<StringBuilder>({
  'StringBuilder append(def)': (self, value: Value) => changed(self, self.content + textOf(value)),
  'StringBuilder append(CharSequence,int,int)': (self, text: string, start: number, end: number) =>
    changed(self, self.content + checkedSubstring(text, start, end)),
  'StringBuilder insert(int,def)': (self, at: number, value: Value) => {
    if (at < 0 || at > self.content.length) {
      throw stringIndexOutOfBounds(`offset ${at}, length ${self.content.length}`);
    }
    return changed(self, self.content.slice(0, at) + textOf(value) + self.content.slice(at));
  },
  'StringBuilder delete(int,int)': (self, start: number, end: number) => {
    checkRange(self, start, Math.min(end, self.content.length));
    return changed(self, self.content.slice(0, start) + self.content.slice(end));
  },
  'StringBuilder deleteCharAt(int)': (self, index: number) => {
    if (index < 0 || index >= self.content.length) {
      throw stringIndexOutOfBounds(`index ${index},length ${self.content.length}`);
    }
    return changed(self, self.content.slice(0, index) + self.content.slice(index + 1));
  },
  'StringBuilder replace(int,int,String?)': (self, start: number, end: number, text: string | null) => {
    checkRange(self, start, Math.min(end, self.content.length));
    if (text === null) throw nullPointer('Cannot invoke "String.length()" because "str" is null');
    return changed(self, self.content.slice(0, start) + text + self.content.slice(end));
  },
  'StringBuilder reverse()': (self) => changed(self, Array.from(self.content).toReversed().join('')),
  'void setCharAt(int,char)': (self, index: number, code: number) => {
    checkIndex(index, self.content.length);
    changed(self, self.content.slice(0, index) + String.fromCharCode(code) + self.content.slice(index + 1));
  },
  'void setLength(int)': (self, length: number) => {
    changed(self, self.content.slice(0, length).padEnd(length, '\u0000'));
  },
  'int compareTo(def)': (self, other: Value) => compareValues(self, other),
  'int indexOf(String)': (self, part: string) => self.content.indexOf(part),
  'int indexOf(String,int)': (self, part: string, from: number) => self.content.indexOf(part, from),
  'int lastIndexOf(String)': (self, part: string) => self.content.lastIndexOf(part),
  'String substring(int)': (self, begin: number) =>
    checkedSubstring(self.content, begin, self.content.length),
  'String substring(int,int)': (self, begin: number, end: number) =>
    checkedSubstring(self.content, begin, end),
});
