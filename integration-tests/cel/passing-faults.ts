import { RESET, afError } from '../../fixtures/management-api';
import type { Answer } from '../../fixtures/management-api';

/** Failures that pass: what they leave out must be asked for again. */
export const PASSING_FAULTS: Readonly<Record<string, Answer>> = {
  'HTTP 500 with AF50000': afError('AF50000'),
  'HTTP 503 with HTML': {
    status: 503,
    body: '<html>try later</html>',
    headers: { 'Content-Type': 'text/html' },
  },
  'HTTP 429 with Retry-After': { status: 429, body: '', headers: { 'Retry-After': '0' } },
  'HTTP 403 with AF429': { ...afError('AF429', 'GetBlob'), headers: { 'Retry-After': '0' } },
  'HTTP 401 with an empty body': { status: 401, body: '' },
  'truncated JSON': {
    status: 200,
    body: '[{"contentUri":"http://',
    headers: { 'Content-Type': 'text/json' },
  },
  'an object where an array belongs': { status: 200, body: { Message: 'An error has occurred.' } },
  'a closed connection': RESET,
};
