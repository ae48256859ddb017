/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = 'fade6a1f578570f0'
