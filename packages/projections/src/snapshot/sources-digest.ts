/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = '46def1a9dd86a2de'
