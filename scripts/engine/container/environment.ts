/**
 * Environment of the container: settings of Elasticsearch by their own names, as the official image takes them.
 * Only settings that every image with x-pack-core knows; an unknown one would keep it from booting.
 */
export function environmentOf(password: string | undefined): Record<string, string> {
  return {
    'discovery.type': 'single-node',
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    'xpack.ml.enabled': 'false',
    'xpack.watcher.enabled': 'false',
    'xpack.profiling.enabled': 'false',
    'xpack.apm_data.enabled': 'false',
    ...(password === undefined
      ? { 'xpack.security.enabled': 'false' }
      : {
          'xpack.security.enabled': 'true',
          'xpack.security.http.ssl.enabled': 'false',
          ELASTIC_PASSWORD: password,
        }),
    ES_JAVA_OPTS: '-Xms1g -Xmx1g -XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch',
    CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
  };
}
