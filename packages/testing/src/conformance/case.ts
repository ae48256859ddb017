import type { EventStore, StoreCapabilities, StoreSource } from '@clientele/domain'

/** A store nobody has written to, as a source that always opens the same events, and how to remove it afterwards. */
export type Fresh = { readonly source: StoreSource; dispose(): Promise<void> }

/** Makes a fresh store for one case. */
export type HarnessFactory = () => Promise<Fresh>

/** What a case works with. */
export type Harness = {
  readonly store: EventStore
  /** Another handle on the same events, as another process would have. */
  another(): Promise<EventStore>
  /** Another log of the same kind, without events. */
  other(): Promise<EventStore>
  /** Closes every handle and opens the events again. */
  reopen(): Promise<EventStore>
}

/** A promise of the port, by name. `needs` says which capabilities it takes. */
export type Promised = {
  readonly name: string
  readonly needs?: (capabilities: StoreCapabilities) => boolean
  readonly run: (harness: Harness) => Promise<void>
}

/** How a test runner is told that a case does not apply, with the reason; the one of vitest, node:test and mocha. */
export type Runner = { skip?: (reason: string) => unknown }

/** A case a test runner can run: it rejects when the promise is broken. */
export type Case = { readonly name: string; run(runner?: Runner): Promise<void> }
