/** Heap of the server; the pack's cases need a fraction of it. */
const HEAP = '1g';

/** Settings that turn off what a test does not need, by the module whose presence makes them known. */
const OF_MODULES: readonly (readonly [module: string, setting: string])[] = [
  ['x-pack-core', 'xpack.ml.enabled: false'],
  ['x-pack-core', 'xpack.watcher.enabled: false'],
  ['x-pack-core', 'xpack.profiling.enabled: false'],
  ['x-pack-core', 'xpack.apm_data.enabled: false'],
  ['x-pack-stack', 'stack.templates.enabled: false'],
  ['x-pack-deprecation', 'cluster.deprecation_indexing.enabled: false'],
  ['ingest-geoip', 'ingest.geoip.downloader.enabled: false'],
];

/** `elasticsearch.yml`: one node on loopback, on free ports of its own choice. */
export function serverSettings(options: {
  readonly data: string;
  readonly logs: string;
  readonly secured: boolean;
  readonly hasModule: (name: string) => boolean;
}): string {
  return [
    'cluster.name: o365-rulepack',
    'node.name: o365-rulepack',
    'discovery.type: single-node',
    'network.host: 127.0.0.1',
    'http.port: 0',
    'transport.port: 0',
    // Writes the ports it got into files, as Elastic's own tests read them.
    'node.portsfile: true',
    `path.data: ${JSON.stringify(options.data)}`,
    `path.logs: ${JSON.stringify(options.logs)}`,
    // A disk that is nearly full would make every index read-only.
    'cluster.routing.allocation.disk.threshold_enabled: false',
    ...(options.secured
      ? ['xpack.security.enabled: true', 'xpack.security.http.ssl.enabled: false']
      : ['xpack.security.enabled: false']),
    'xpack.security.autoconfiguration.enabled: false',
    ...OF_MODULES.filter(([module]) => options.hasModule(module)).map(([, setting]) => setting),
    '',
  ].join('\n');
}

/** `jvm.options`: a process that lives for seconds gains by the quick compiler and the plain collector. */
export function jvmOptions(): string {
  return [
    `-Xms${HEAP}`,
    `-Xmx${HEAP}`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-AlwaysPreTouch',
    // The first classes and compiled methods fill the defaults of both, each time with a collection of the whole heap.
    '-XX:MetaspaceSize=256m',
    '-XX:ReservedCodeCacheSize=128m',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.io.tmpdir=${ES_TMPDIR}',
    '',
  ].join('\n');
}

/** `log4j2.properties`: everything to the console, which is kept in one file. */
export const LOGGING = [
  'status = error',
  'appender.console.type = Console',
  'appender.console.name = console',
  'appender.console.layout.type = PatternLayout',
  'appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%consoleException%n',
  'rootLogger.level = info',
  'rootLogger.appenderRef.console.ref = console',
  '',
].join('\n');
