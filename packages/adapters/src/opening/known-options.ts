import type { OptionsOfHost } from '../clientele.js'
import type { KeysOptions } from '../keys/options.js'
import { malformedOptions, type OptionKinds, refuseOption, throwIfMalformed } from '../options.js'

/** The kinds of the options of `openClientele`. */
const knownOptions: OptionKinds<OptionsOfHost> = {
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

const keysOptions: OptionKinds<KeysOptions> = { masterKey: 'key', previousMasterKey: 'key', store: 'keyStore' }

/**
 * Throws `MalformedOptions` for malformed options of `openClientele`. A misspelt or undefined master key must not
 * open a register in clear.
 */
export const throwUnlessKnown = (options: OptionsOfHost): void => {
  throwIfMalformed(malformedOptions('openClientele', options, knownOptions, ['store']))
  const { keys } = options
  if (keys === undefined) return
  throwIfMalformed(malformedOptions('openClientele: keys', keys, keysOptions))
  if ('masterKey' in keys && keys.masterKey === undefined)
    refuseOption(
      'openClientele: keys',
      '`masterKey` is undefined: give it, or leave it out to read it from CLIENTELE_MASTER_KEY.',
    )
}
