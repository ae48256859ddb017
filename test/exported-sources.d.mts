/** The source file of each specifier that our packages export. */
export declare const exportedSources: ReadonlyMap<string, string>
