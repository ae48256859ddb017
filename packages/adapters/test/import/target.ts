import { failureError, type StoreSource } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Clientele } from '../../src/clientele.js'
import { type ImportTarget, importTarget } from '../../src/import/index.js'
import { openClientele } from '../../src/open-clientele.js'
import { memory } from '../../src/stores/memory/index.js'

/** An open register with what an import needs of it. */
export type Opened = { readonly crm: Clientele; readonly target: ImportTarget }

/** A store in memory with the events of a register. */
const copyOf = async (crm: Clientele): Promise<StoreSource> => {
  const source = memory()
  const store = await source.open()
  if (isLeft(store)) throw failureError(store.left)
  for await (const batch of crm.events())
    for (const { stream, revision, id, type, schemaVersion, data, metadata } of batch) {
      const expected = revision === 0 ? 'noStream' : revision - 1
      const event = { id, type, schemaVersion, data, metadata }
      await store.right.append({ writes: [{ stream, expected, events: [event] }], unchanged: [], noneSince: [] })()
    }
  return source
}

/** Opens a register on a store (by default a new one in memory), ready to import into. */
export const opened = async (store: StoreSource = memory()): Promise<Opened> => {
  const crm = await openClientele({ store })
  const copy = async () => {
    const copied = await opened(await copyOf(crm))
    return right({ ...copied.target, close: () => copied.crm.close() })
  }
  return { crm, target: importTarget(crm, copy) }
}
