import { type EventStore, failureError } from '@clientele/domain'
import { keysInClear, type OpenKeys } from './register-keys.js'

/** Opens the keys of a register in a browser: there are none, and the option `keys` is refused. */
export const openKeys: OpenKeys = async (_, options) => {
  if (options !== undefined)
    throw failureError({
      error: 'MalformedOptions',
      problem: 'openClientele: `keys` needs Node, and is not available in a browser.',
    })
  return keysInClear({ inClear: null, storeOver: (inner) => inner })
}

/** Opens a store that is not encrypted. */
export const unencryptedStore = (inner: EventStore): EventStore => inner
