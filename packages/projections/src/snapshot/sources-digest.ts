/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = '38179193935f8b01'
