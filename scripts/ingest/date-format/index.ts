/** Dates as Elasticsearch's `date` processor reads and writes them. */
export { compileDateWriter, DEFAULT_OUTPUT_FORMAT, type DateWriter } from './output-format';
export { compileDateParser, nullDate, type DateParser } from './parse-formats';
export { rewriteUtc } from './rewrite-utc';
export { UTC, zoneOf, type Zone } from './zone';
