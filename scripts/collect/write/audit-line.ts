/** The two NDJSON lines that create a record’s document; the pipeline of the data stream makes the rest of it. */
export function auditLine(documentId: string, text: string, collectorId: string): string {
  const labels = `"labels":{"collector_id":${JSON.stringify(collectorId)}}`;
  return `{"create":{"_id":${JSON.stringify(documentId)}}}\n{"message":${JSON.stringify(text)},${labels}}\n`;
}

/** Whether that is a data stream or one of its backing indices. */
export function isOfStream(index: string | undefined, stream: string): boolean {
  return index === stream || index?.startsWith(`.ds-${stream}-`) === true;
}
