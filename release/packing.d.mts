/** Makes `dist` of the package in a folder the bundle that is published; throws where the package is not built. */
export const beforePacking: (folder: string) => Promise<void>
/** Makes `dist` again what the compiler wrote. */
export const afterPacking: (folder: string) => void
