/** Dates as Elasticsearch's `date` processor reads and writes them. */
export { compileDateWriter, DEFAULT_OUTPUT_FORMAT, type DateWriter } from './output-format';
export { compileDateParser, type DateParser } from './parse-formats';
export { UTC, zoneOf, type Zone } from './zone';
