import assert from 'node:assert/strict'
import type { EventStore, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Case, CaseDefinition, Fresh, Harness, HarnessFactory, Runner } from './case.js'

const openTracked = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  if (isLeft(store)) assert.fail(`${source.name} does not open: ${JSON.stringify(store.left)}`)
  return store.right
}

type Handles = {
  readonly all: EventStore[]
  readonly source: StoreSource
  readonly make: HarnessFactory
  readonly others: Fresh[]
}

const openAnother = async ({ all, source }: Handles): Promise<EventStore> => {
  const store = await openTracked(source)
  all.push(store)
  return store
}

const closeAll = async ({ all }: Handles): Promise<void> => {
  for (const store of all.splice(0)) await store.close()
}

const openOther = async ({ all, make, others }: Handles): Promise<EventStore> => {
  const fresh = await make()
  others.push(fresh)
  const store = await openTracked(fresh.source)
  all.push(store)
  return store
}

const reopen = async (handles: Handles): Promise<EventStore> => {
  await closeAll(handles)
  return openAnother(handles)
}

const createHarness = async (handles: Handles): Promise<Harness> => ({
  store: await openAnother(handles),
  another: () => openAnother(handles),
  other: () => openOther(handles),
  reopen: () => reopen(handles),
})

const skip = (runner: Runner | undefined): void => {
  const reason = 'a capability the store declares rules it out'
  if (runner?.skip === undefined) throw new Error(`Not run: ${reason}.`)
  runner.skip(reason)
}

const runWith = async ({ needs, run }: CaseDefinition, handles: Handles, runner: Runner | undefined): Promise<void> => {
  const harness = await createHarness(handles)
  if (needs?.(harness.store.capabilities) ?? true) await run(harness)
  else skip(runner)
}

/** Creates the case of a definition for stores of one kind. */
export const caseOf = (promised: CaseDefinition, make: HarnessFactory): Case => ({
  name: promised.name,
  run: async (runner) => {
    const { source, dispose } = await make()
    const handles: Handles = { all: [], source, make, others: [] }
    try {
      await runWith(promised, handles, runner)
    } finally {
      await closeAll(handles)
      for (const fresh of [...handles.others, { dispose }]) await fresh.dispose()
    }
  },
})
