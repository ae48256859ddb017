import { sourcesDigest } from './sources-digest.js'

/**
 * Changes whenever events could be read, folded or written into a snapshot differently: a digest of all sources of
 * the domain, the register, the history and the snapshots. Snapshots of other versions are ignored.
 */
export const projectionsVersion = (): string => sourcesDigest
