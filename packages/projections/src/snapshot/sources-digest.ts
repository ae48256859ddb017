/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = '29a8fecd0fa2b640'
