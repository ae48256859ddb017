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
  logger: 'logger',
  cachedStreams: 'count',
  streamsAtOnce: 'count',
  follow: 'flag',
  snapshots: 'snapshots',
  snapshotEvery: 'count',
  guards: 'object',
  decisions: 'object',
  onHostError: 'function',
}
