import { ContentError } from '../base/errors';

/** Where rules are sent: a Kibana and one of its spaces. */
export interface ImportTarget {
  /** Address of the import API with its query, base path and space included. */
  readonly url: URL;
  /** Address of Kibana as it was given, without a trailing slash. */
  readonly kibana: string;
  readonly space: string;
}

export interface TargetOptions {
  readonly kibana: string;
  readonly space?: string | undefined;
  readonly overwrite?: boolean | undefined;
}

/** The default space has no part in paths. */
const DEFAULT_SPACE = 'default';

/** The address of `POST /api/detection_engine/rules/_import`; a base path in the address stays. Throws ContentError. */
export function importTarget({
  kibana,
  space = DEFAULT_SPACE,
  overwrite = false,
}: TargetOptions): ImportTarget {
  const base = parseAddress(kibana);
  if (!/^[a-z0-9_-]+$/.test(space)) {
    throw new ContentError({
      code: 'CALL_BAD_SPACE',
      message: '--space names no space of Kibana',
      found: space,
      expected: 'the identifier of a space: lower-case letters, digits, _ and -',
      hint: 'Kibana shows the identifier in the address bar, after /s/.',
    });
  }
  const prefix = base.pathname.replace(/\/+$/, '');
  const inSpace = space === DEFAULT_SPACE ? '' : `/s/${space}`;
  const url = new URL(`${base.origin}${prefix}${inSpace}/api/detection_engine/rules/_import`);
  if (overwrite) {
    for (const what of ['overwrite', 'overwrite_exceptions', 'overwrite_action_connectors'])
      url.searchParams.set(what, 'true');
  }
  return { url, kibana: `${base.origin}${prefix}`, space };
}

/** An address that sends the API key in clear over a network. */
export function isUnencrypted({ url }: ImportTarget): boolean {
  return url.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

function parseAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw badAddress(text, 'Write the whole address, e.g. --kibana https://kibana.example.com:5601');
  }
  if (url.username !== '' || url.password !== '') {
    throw badAddress(
      `${url.protocol}//…@${url.host}`,
      'A name and a password do not belong into the address; put an API key into KIBANA_API_KEY.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw badAddress(text, 'Leave out everything from ? or # on.');
  }
  if (/\/(s|app|api)(\/|$)/.test(url.pathname)) {
    throw badAddress(
      text,
      'Name Kibana itself, with its base path if it has one; a space is named by --space, not in the address.',
    );
  }
  return url;
}

function badAddress(found: string, hint: string): ContentError {
  return new ContentError({
    code: 'CALL_BAD_URL',
    message: '--kibana is not the address of a Kibana',
    found,
    expected: 'http:// or https://, a host, a port and a base path where Kibana has them',
    hint,
  });
}
