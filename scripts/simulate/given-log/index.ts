/** A log that somebody gives: its records in order of arrival, and the labels beside it. */
export { readLag } from './lag';
export { readLabels } from './read-labels';
export { readLog } from './read-log';
