import type { ProcessorCompiler } from './processor-compiler';
import { compileAppend } from './processors/append';
import { compileBytes } from './processors/bytes';
import { compileConvert } from './processors/convert';
import { compileDate } from './processors/date';
import { compileDissect } from './processors/dissect';
import { compileDotExpander } from './processors/dot-expander';
import { compileDrop } from './processors/drop';
import { compileFail } from './processors/fail';
import { compileFingerprint } from './processors/fingerprint';
import { compileForeach } from './processors/foreach';
import { compileGrokProcessor } from './processors/grok';
import { compileGsub } from './processors/gsub';
import { compileJoin } from './processors/join';
import { compileJson } from './processors/json';
import { compileKv } from './processors/kv';
import { compileLowercase } from './processors/lowercase';
import { compilePipeline } from './processors/pipeline';
import { compileRegisteredDomain } from './processors/registered-domain';
import { compileRemove } from './processors/remove';
import { compileRename } from './processors/rename';
import { compileScriptProcessor } from './processors/script';
import { compileSet } from './processors/set';
import { compileSort } from './processors/sort';
import { compileSplit } from './processors/split';
import { compileTrim } from './processors/trim';
import { compileUppercase } from './processors/uppercase';
import { compileUriParts } from './processors/uri-parts';
import { compileUrldecode } from './processors/urldecode';
import { compileUserAgent } from './processors/user-agent';

/** The processors that the embedded engine runs. */
export const PROCESSORS: ReadonlyMap<string, ProcessorCompiler> = new Map([
  ['append', compileAppend],
  ['bytes', compileBytes],
  ['convert', compileConvert],
  ['date', compileDate],
  ['dissect', compileDissect],
  ['dot_expander', compileDotExpander],
  ['drop', compileDrop],
  ['fail', compileFail],
  ['fingerprint', compileFingerprint],
  ['foreach', compileForeach],
  ['grok', compileGrokProcessor],
  ['gsub', compileGsub],
  ['join', compileJoin],
  ['json', compileJson],
  ['kv', compileKv],
  ['lowercase', compileLowercase],
  ['pipeline', compilePipeline],
  ['registered_domain', compileRegisteredDomain],
  ['remove', compileRemove],
  ['rename', compileRename],
  ['script', compileScriptProcessor],
  ['set', compileSet],
  ['sort', compileSort],
  ['split', compileSplit],
  ['trim', compileTrim],
  ['uppercase', compileUppercase],
  ['uri_parts', compileUriParts],
  ['urldecode', compileUrldecode],
  ['user_agent', compileUserAgent],
]);

/** Processors of Elasticsearch 9.4 that the embedded engine refuses, for a message that says so. */
export const UNSUPPORTED_PROCESSORS: ReadonlySet<string> = new Set([
  'attachment',
  'cef',
  'circle',
  'community_id',
  'csv',
  'date_index_name',
  'enrich',
  'geo_grid',
  'geoip',
  'html_strip',
  'inference',
  'ip_location',
  'network_direction',
  'normalize_for_stream',
  'recover_failure_document',
  'redact',
  'reroute',
  'set_security_user',
  'terminate',
]);
