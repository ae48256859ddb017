/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = 'e24039d89c4d253a'
