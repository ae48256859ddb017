/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = 'efe9d1477dc8d407'
