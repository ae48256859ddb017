/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = '94ea3ab146fbe95b'
