// The path from the compiled benchmarks to the root of the repository.
const folder = new URL('../../../../bench/peers/', import.meta.url)

/** The parts of Emmett used here. */
export type Emmett = {
  CommandHandler<State, Event>(options: {
    evolve(state: State, event: Event): State
    initialState(): State
  }): (store: object, stream: string, decide: (state: State) => readonly Event[]) => Promise<unknown>
  getInMemoryEventStore(): object
}

type EventDetail = { readonly aggregateId: string; readonly version: number; readonly type: string }

/** The parts of Castore used here. */
export type Castore = {
  readonly EventType: new (options: { readonly type: string }) => object
  readonly EventStore: new <State>(options: {
    readonly eventStoreId: string
    readonly eventTypes: readonly object[]
    readonly eventStorageAdapter: object
    reducer(state: State, event: EventDetail): State
  }) => {
    getAggregate(id: string): Promise<{ readonly aggregate: State | undefined }>
    pushEvent(
      event: EventDetail & { readonly payload: object },
      options: { readonly prevAggregate: State | undefined },
    ): Promise<unknown>
  }
}

/** Castore's store in memory. */
export type CastoreMemory = { readonly InMemoryEventStorageAdapter: new () => object }

/** Emmett's store on EventStoreDB. */
export type EmmettOnEventStoreDb = { getEventStoreDBEventStore(client: object): object }

type Peers = {
  readonly memory: { readonly emmett: Emmett; readonly castore: Castore; readonly castoreMemory: CastoreMemory }
  readonly eventstoredb: {
    readonly emmett: Emmett
    readonly emmettOnEventStoreDb: EmmettOnEventStoreDb
    readonly driver: typeof import('@eventstore/db-client')
  }
}

/** The packages of `bench/peers/<of>`; `null` if they are not installed. */
export const peersOf = async <Of extends keyof Peers>(of: Of): Promise<Peers[Of] | null> => {
  try {
    return (await import(new URL(`${of}/index.mjs`, folder).href)) as Peers[Of]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

/** How to install the packages of a folder. */
export const howToInstall = (of: keyof Peers): string =>
  `its peers are not installed: npm ci --ignore-scripts --prefix bench/peers/${of}`
