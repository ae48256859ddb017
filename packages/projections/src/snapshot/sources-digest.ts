/** Made by `npm run generate` from every source that makes the views; see `version.ts`. */
export const sourcesDigest: string = 'b28aca6f89450bfb'
