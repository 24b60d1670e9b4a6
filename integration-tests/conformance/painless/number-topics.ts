import type { Parts, Productions } from './grammar';
import type { Text } from './text';
import { either, text, words } from './text';

const ARITHMETIC = words('+', '-', '*', '/', '%');
const BITS = words('&', '|', '^', '<<', '>>', '>>>');

/**
 * Whether the text is no operation. Where one is cast to a container, by a cast or by a parameter's type, Elasticsearch throws when the call site is new
 * and later lets the number through: the answer depends on what was asked before.
 */
export function isNoOperation(source: string): boolean {
  return !source.startsWith('(') || /^\(\(\w+\) /.test(source);
}

/** Arithmetic in the primitive types, with promotion, overflow and casts. */
export function arithmetic({ of, any }: Parts): Productions {
  const small = either(of('int'), of('short'), of('byte'), of('char'));
  const whole = either(small, of('long'));
  const number = either(whole, of('float'), of('double'), of('def'));
  const cast = (type: string): Text => text`((${words(type)}) ${number})`;
  const unary = (operand: Text, operators: readonly string[]): Text =>
    text`(${words(...operators)}${operand})`;
  return {
    int: [
      text`(${small} ${ARITHMETIC} ${small})`,
      text`(${small} ${BITS} ${small})`,
      unary(either(of('int'), of('char'), of('byte')), ['- ', '~', '+ ']),
      cast('int'),
      text`(${of('boolean')} ? ${of('int')} : ${of('int')})`,
    ],
    long: [
      text`(${of('long')} ${ARITHMETIC} ${whole})`,
      text`(${small} ${ARITHMETIC} ${of('long')})`,
      text`(${of('long')} ${BITS} ${whole})`,
      unary(of('long'), ['- ', '~']),
      cast('long'),
    ],
    float: [
      text`(${of('float')} ${ARITHMETIC} ${whole})`,
      text`(${of('float')} ${ARITHMETIC} ${of('float')})`,
      cast('float'),
      unary(of('float'), ['- ', '+ ']),
    ],
    double: [
      text`(${of('double')} ${ARITHMETIC} ${number})`,
      text`(${either(whole, of('float'))} ${ARITHMETIC} ${of('double')})`,
      unary(of('double'), ['- ', '+ ']),
      cast('double'),
      text`(${of('boolean')} ? ${of('double')} : ${of('double')})`,
    ],
    byte: [cast('byte')],
    short: [cast('short')],
    char: [
      text`((char) ${either(small, of('def'))})`,
      text`((char) ${words("'a'", "'é'", 'ctx.s', "'ab'", 'ctx.m.k')})`,
    ],
    def: [
      text`(${of('def')} ${ARITHMETIC} ${either(of('def'), number, any)})`,
      text`(${number} ${ARITHMETIC} ${of('def')})`,
      text`(${of('def')} ${BITS} ${either(of('def'), whole, of('boolean'))})`,
      text`(${whole} ${BITS} ${of('def')})`,
      text`(${words('-', '~', '+', '!')}${words('ctx.i', 'ctx.d', 'ctx.big', 'ctx.s', 'ctx.b', 'ctx.n')})`,
      text`((${words('int', 'long', 'double', 'float', 'byte', 'short', 'char', 'boolean', 'String', 'def', 'Integer', 'Number', 'Object')}) ${any})`,
      text`((${words('List', 'Map')}) ${any.filter(isNoOperation)})`,
    ],
    boolean: [
      text`(${number} ${words('<', '<=', '>', '>=', '==', '!=')} ${number})`,
      text`(${of('def')} ${words('<', '<=', '>', '>=')} ${of('def')})`,
    ],
  };
}

/** Static methods of Math, Integer, Long, Double, Character and Boolean. */
export function numberStatics({ of }: Parts): Productions {
  const number = either(of('double'), of('int'), of('long'), of('float'));
  const digits = either(
    of('String'),
    words("'7f'", "'+12'", "'2147483648'", "'-'", "'1_0'", "' 1'", "'9223372036854775807'"),
  );
  return {
    int: [
      text`Integer.parseInt(${digits})`,
      text`Integer.parseInt(${digits}, ${words('16', '10', '2', '36', '1')})`,
      text`Integer.valueOf(${either(of('int'), of('char'))})`,
      text`Integer.${words('compare', 'max', 'min')}(${of('int')}, ${of('int')})`,
      text`Integer.${words('signum', 'bitCount', 'hashCode')}(${of('int')})`,
      text`Long.${words('compare')}(${of('long')}, ${of('long')})`,
      text`Long.${words('signum', 'hashCode')}(${of('long')})`,
      text`Double.compare(${number}, ${number})`,
      text`Double.hashCode(${of('double')})`,
      text`Boolean.compare(${of('boolean')}, ${of('boolean')})`,
      text`Character.getNumericValue(${of('char')})`,
      text`Character.compare(${of('char')}, ${of('char')})`,
    ],
    long: [
      text`Long.parseLong(${digits})`,
      text`Long.${words('max', 'min', 'sum')}(${of('long')}, ${either(of('long'), of('int'))})`,
      text`Math.round(${number})`,
    ],
    double: [
      text`Double.parseDouble(${either(digits, words("'1e3'", "'-Infinity'", "'0x1p3'", "'.5'", "'1.'", "'1d'"))})`,
      text`Math.${words('abs', 'ceil', 'floor', 'rint', 'signum', 'sqrt')}(${number})`,
      text`Math.${words('max', 'min')}(${number}, ${number})`,
      text`Double.${words('max', 'min', 'sum')}(${of('double')}, ${number})`,
    ],
    boolean: [
      text`Double.${words('isNaN', 'isInfinite')}(${number})`,
      text`Character.${words('isDigit', 'isLetter', 'isLetterOrDigit', 'isUpperCase', 'isLowerCase', 'isWhitespace', 'isAlphabetic')}(${of('char')})`,
      text`Boolean.parseBoolean(${of('String')})`,
      text`Boolean.${words('logicalAnd', 'logicalOr', 'logicalXor')}(${of('boolean')}, ${of('boolean')})`,
    ],
    char: [text`Character.${words('toUpperCase', 'toLowerCase')}(${of('char')})`],
    String: [
      text`Integer.${words('toString', 'toHexString', 'toBinaryString', 'toOctalString')}(${of('int')})`,
      text`Integer.toString(${of('int')}, ${words('16', '2', '36')})`,
      text`Long.${words('toString', 'toHexString', 'toBinaryString')}(${of('long')})`,
      text`Double.toString(${number})`,
      text`Boolean.toString(${of('boolean')})`,
      text`Character.toString(${of('char')})`,
    ],
  };
}
