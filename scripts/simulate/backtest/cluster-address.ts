import { ContentError } from '../../base/errors';

/** Address of a cluster without a trailing slash, from `--url`. Throws ContentError. */
export function clusterAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw badAddress(text, 'Write the whole address, e.g. --url https://elasticsearch.example.com:9200');
  }
  if (url.username !== '' || url.password !== '') {
    throw badAddress(
      `${url.protocol}//…@${url.host}`,
      'A name and a password do not belong into the address; put an API key into ELASTICSEARCH_API_KEY.',
    );
  }
  if (url.search !== '' || url.hash !== '') throw badAddress(text, 'Leave out everything from ? or # on.');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function badAddress(found: string, hint: string): ContentError {
  return new ContentError({
    code: 'CALL_BAD_URL',
    message: '--url is not the address of an Elasticsearch',
    found,
    expected: 'http:// or https://, a host, a port and a base path where there is one',
    hint,
  });
}
