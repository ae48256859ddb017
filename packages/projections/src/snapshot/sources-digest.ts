/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = '335ee99fd1ab73fa'
