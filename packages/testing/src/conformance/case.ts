import type { EventStore, StoreCapabilities, StoreSource } from '@clientele/domain'

/** An empty store, as a source that always opens the same events, and a function that removes it. */
export type Fresh = { readonly source: StoreSource; dispose(): Promise<void> }

/** Creates an empty store for one case. */
export type HarnessFactory = () => Promise<Fresh>

/** The environment of a case. */
export type Harness = {
  readonly store: EventStore
  /** Opens another handle on the same events, as in another process. */
  another(): Promise<EventStore>
  /** Creates another, empty log of the same kind. */
  other(): Promise<EventStore>
  /** Closes every handle and opens the events again. */
  reopen(): Promise<EventStore>
}

/** The definition of a case. `needs` tests for the required capabilities. */
export type CaseDefinition = {
  readonly name: string
  readonly needs?: (capabilities: StoreCapabilities) => boolean
  readonly run: (harness: Harness) => Promise<void>
}

/** The test context that skips a case with a reason, as in vitest, node:test and mocha. */
export type Runner = { skip?: (reason: string) => unknown }

/** A case for a test runner: it rejects if the store violates the requirement. */
export type Case = { readonly name: string; run(runner?: Runner): Promise<void> }
