import {
  compileDateParser,
  compileDateWriter,
  DEFAULT_OUTPUT_FORMAT,
  nullDate,
  rewriteUtc,
  UTC,
  zoneOf,
  type DateParser,
  type DateWriter,
  type Zone,
} from '../date-format';
import type { IngestDocument } from '../document';
import { illegalArgument, IngestError } from '../errors';
import { compileFieldPath } from '../field-path';
import { javaToString } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import { isTemplate } from '../template';

interface FormatParser {
  readonly format: string;
  readonly parse: DateParser;
}

/** `date`: a date in one of several formats, as ISO 8601 or in a format of the pipeline's own. */
export const compileDate: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', compileFieldPath('@timestamp'));
  const formats = options.strings('formats');
  const locale = readLocale(options);
  const parsers = formats.map((format) => ({ format, parse: compileFormat(options, format, locale) }));
  const zoneFor = compileZone(options);
  const write = compileOutput(options);
  const isUsual =
    formats[0] === 'ISO8601' &&
    options.value('timezone') === undefined &&
    options.value('output_format') === undefined;
  return (document) => {
    const value = field.require(document);
    const rewritten = isUsual && typeof value === 'string' ? rewriteUtc(value) : undefined;
    if (rewritten !== undefined) {
      target.set(document, rewritten);
      return;
    }
    const text = value === null ? null : javaToString(value);
    const year = new Date(document.now).getUTCFullYear();
    const read = ({ format, parse }: FormatParser): string => {
      const zone = zoneFor(document);
      if (text === null) throw nullDate(format);
      return write(parse(text, zone, year), zone);
    };
    target.set(document, firstThatReads(parsers, read, text));
  };
};

/** The first parser's error is the cause, as later ones are only noted by Elasticsearch beside it. */
function firstThatReads(
  parsers: readonly FormatParser[],
  read: (parser: FormatParser) => string,
  text: string | null,
): string {
  let first: IngestError | undefined;
  for (const parser of parsers) {
    try {
      return read(parser);
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      first ??= error;
    }
  }
  throw illegalArgument(`unable to parse date [${text ?? 'null'}]`, first);
}

function compileFormat(options: ProcessorOptions, format: string, locale: 'en' | 'root'): DateParser {
  const never: DateParser = () => {
    throw illegalArgument(format);
  };
  return options.compiled('formats', format, () => compileDateParser(format, locale), never);
}

function compileOutput(options: ProcessorOptions): DateWriter {
  const format = options.stringOr('output_format', DEFAULT_OUTPUT_FORMAT);
  return options.compiled(
    'output_format',
    format,
    () => compileDateWriter(format),
    () => '',
  );
}

/** A fixed zone is looked up once; Elasticsearch reports an unknown one for each document, and so is done here. */
function compileZone(options: ProcessorOptions): (document: IngestDocument) => Zone {
  const text = options.value('timezone');
  if (text === undefined) return () => UTC;
  const template = options.template('timezone');
  if (typeof text !== 'string' || isTemplate(text)) return (document) => zoneOf(template(document));
  let known: Zone | undefined;
  return () => (known ??= zoneOf(text));
}

/** Month and day names are English, or those without a language. */
function readLocale(options: ProcessorOptions): 'en' | 'root' {
  const locale = options.stringOr('locale', 'en');
  if (/^(?:root)?$/i.test(locale)) return 'root';
  if (!/^en(?:[-_].*)?$/i.test(locale)) {
    options.refuse('locale', 'is not supported', locale, 'an English one, such as en or en-US');
  }
  return 'en';
}
