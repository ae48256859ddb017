import type { OptionsOfHost } from '../clientele.js'
import type { OptionKinds } from '../options.js'

/** The kinds of the options of `openClientele`. */
export const knownOptions: OptionKinds<OptionsOfHost> = {
  store: 'store',
  projections: 'object',
  writes: 'object',
  keys: 'object',
  readLog: 'function',
  clock: 'function',
  logger: 'object',
  cachedStreams: 'count',
  streamsAtOnce: 'count',
  follow: 'flag',
  snapshots: 'object',
  snapshotEvery: 'count',
  guards: 'object',
  decisions: 'object',
  onHostError: 'function',
}
