import { sourcesDigest } from './sources-digest.js'

/**
 * The version of the projections: a digest of all sources of the domain, the register, the history and the snapshots.
 * It changes whenever events could be read, folded or written into a snapshot differently. Snapshots of other versions
 * are ignored.
 */
export const projectionsVersion = (): string => sourcesDigest
