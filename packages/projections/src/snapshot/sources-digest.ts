/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = 'ae4cb8615ba69649'
