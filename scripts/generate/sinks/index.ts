/** Where generated records go. */
export { writeElasticsearch } from './elasticsearch-sink';
export type { ElasticsearchOptions } from './elasticsearch-sink';
export { LabelFile } from './label-file';
export { writeFile, writeLines, writeStandardOutput } from './line-sink';
export { OutputError } from './output-error';
export type { SinkOptions, Written } from './sink';
