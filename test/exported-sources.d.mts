/** The source file of each specifier that our packages export. */
export declare const exportedSources: ReadonlyMap<string, string>

/** The names of our packages. */
export declare const packages: readonly string[]
