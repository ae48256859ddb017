import { sourcesDigest } from './sources-digest.js'

/**
 * Another one whenever the events could be read, folded or written into a snapshot otherwise: a digest of every source of
 * the domain, the register, the history and the snapshots. A snapshot of another version is of no use.
 */
export const projectionsVersion = (): string => sourcesDigest
