import type { Parts, Productions } from './grammar';
import { either, text, words } from './text';

const INDEX = words('0', '1', '2', '-1', '3', '100');

/** Methods of String, and concatenation. */
export function strings({ of, any }: Parts): Productions {
  const self = of('String');
  const other = of('String');
  const index = either(INDEX, of('int'));
  return {
    String: [
      text`(${self} + ${any})`,
      text`(${any} + ${other})`,
      text`${self}.${words('trim', 'toLowerCase', 'toUpperCase', 'toString', 'encodeBase64', 'sha1', 'sha256')}()`,
      text`${self}.substring(${index})`,
      text`${self}.substring(${index}, ${index})`,
      text`${self}.replace(${other}, ${other})`,
      text`${self}.concat(${other})`,
      text`${self}.splitOnToken(${words("','", "'a'", "''", "', '", "'l'")})[${INDEX}]`,
      text`${self}.encodeBase64().decodeBase64()`,
      text`${self}.decodeBase64()`,
      text`String.valueOf(${any})`,
      text`String.join(${words("'-'", "''", "', '")}, ${either(of('List'), of('Set'))})`,
      text`(${of('boolean')} ? ${self} : ${other})`,
      text`(${of('def')} ?: ${other})`,
      text`(${any}).toString()`,
      text`((String) ${either(of('def'), of('char'))})`,
    ],
    int: [
      text`${self}.length()`,
      text`${self}.${words('indexOf', 'lastIndexOf', 'compareTo', 'compareToIgnoreCase')}(${other})`,
      text`${self}.${words('indexOf', 'lastIndexOf')}(${other}, ${index})`,
      text`${self}.hashCode()`,
      text`${self}.codePointAt(${index})`,
      text`${self}.splitOnToken(${words("','", "'a'", "''")}).length`,
      text`${self}.splitOnToken(',', ${words('0', '1', '2', '-1')}).length`,
      text`${self}.toCharArray().length`,
    ],
    char: [text`${self}.charAt(${index})`, text`${self}.toCharArray()[${index}]`],
    boolean: [
      text`${self}.${words('contains', 'startsWith', 'endsWith', 'equals', 'equalsIgnoreCase', 'contentEquals')}(${other})`,
      text`${self}.startsWith(${other}, ${index})`,
      text`${self}.isEmpty()`,
      text`(${self} ${words('==', '!=')} ${either(other, of('def'))})`,
    ],
    Set: [text`new HashSet(Arrays.asList(${self}.splitOnToken(',')))`],
    List: [
      text`Arrays.asList(${self}.splitOnToken(${words("','", "'a'")}))`,
      text`new ArrayList(Arrays.asList(${self}.splitOnToken(',')))`,
    ],
    StringBuilder: [
      text`${of('StringBuilder')}.append(${any})`,
      text`${of('StringBuilder')}.insert(${INDEX}, ${any})`,
      text`${of('StringBuilder')}.${words('reverse()', 'deleteCharAt(0)', 'delete(0, 1)', 'delete(1, 9)')}`,
      text`${of('StringBuilder')}.replace(${INDEX}, ${INDEX}, ${other})`,
    ],
  };
}

/** Builders and regular expressions. */
export function matching({ of, any, lambda }: Parts): Productions {
  const self = of('String');
  const pattern = words(
    ...[
      '/a/',
      '/[a-z]+/',
      '/^h/i',
      '/(l+)(o)?/',
      '/,/',
      '/\\d+/',
      '/./',
      '/\\s*/',
      '/^$/',
      '/(?<w>\\w+) (\\w)/',
    ],
    ...['/b|x/', '/ä/iu', '/a.c/s', '/^b/m'],
  );
  const builder = of('StringBuilder');
  return {
    boolean: [
      text`(${either(self, of('def'))} ${words('=~', '==~')} ${pattern})`,
      text`${pattern}.matcher(${self}).${words('find', 'matches')}()`,
    ],
    String: [
      text`${builder}.toString()`,
      text`${builder}.substring(${INDEX})`,
      text`${pattern}.matcher(${self}).replaceAll(${words("'-'", "'[$0]'", "'$1'", "''", "'\\\\\\\\'")})`,
      text`${self}.replaceAll(${pattern}, p -> ${words('p.group()', "'<' + p.group() + '>'", 'p.group(0).toUpperCase()', 'p.group(1)')})`,
      text`${self}.replaceFirst(${pattern}, p -> ${lambda('String')})`,
      text`${pattern}.split(${self})[${INDEX}]`,
      text`${pattern}.pattern()`,
    ],
    int: [
      text`${builder}.${words('length()', "indexOf('b')", "lastIndexOf('b')")}`,
      text`${pattern}.split(${self}).length`,
      text`${pattern}.split(${self}, ${words('2', '-1', '0')}).length`,
      text`${pattern}.matcher(${self}).groupCount()`,
    ],
    char: [text`${builder}.charAt(${INDEX})`],
    List: [text`Arrays.asList(${pattern}.split(${self}))`],
    def: [text`${of('def')}.splitOnToken(',')`, text`String.valueOf(${any}).splitOnToken('a')`],
  };
}
