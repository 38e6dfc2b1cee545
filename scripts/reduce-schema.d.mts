/** The schema file, gzipped, of what the documents ask for. */
export declare function reducedSchema(documents: readonly string[]): Promise<Buffer>;
