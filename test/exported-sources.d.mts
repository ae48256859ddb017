/** The source file of each specifier that our packages export. */
export declare const exportedSources: ReadonlyMap<string, string>

/** The names of our packages. */
export declare const packages: readonly string[]

/** The packages whose exports are promised. */
export declare const promised: readonly string[]

/** The source file of each specifier that is promised. */
export declare const promisedSources: ReadonlyMap<string, string>
