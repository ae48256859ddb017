/** What goes wrong next; see `faults.mjs`. */
export type Fault = {
  readonly rpc: 'append' | 'read' | 'subscribe' | 'delete' | 'features' | 'gossip'
  readonly kind: 'refuse' | 'cancel' | 'loseAnswer' | 'hang' | 'ignore' | 'late' | 'notLeader' | 'closeCleanly' | 'deny'
  /** How many calls go well before. */
  readonly skip?: number
  readonly times?: number
  /** For `cancel` of a read or subscription: after how many messages. */
  readonly after?: number
  /** For `late`. */
  readonly milliseconds?: number
}

/** An event as the server keeps it. */
export type Stored = {
  readonly id: string
  readonly stream: string
  readonly revision: bigint
  readonly type: string
  readonly position: number
  readonly data: Uint8Array
}

export type EventStoreDbServer = {
  readonly log: { readonly events: Stored[]; readonly streams: ReadonlyMap<string, { readonly events: Stored[] }> }
  readonly faults: {
    add(fault: Fault): void
    clear(): void
    /** How many have not happened as often as they were to. */
    left(): number
  }
  start(): Promise<void>
  /** Ends reads and subscriptions with CANCELLED, appends with UNAVAILABLE, and lets go of the port; the log stays. */
  stop(): Promise<void>
  restart(): Promise<void>
  /** Takes what is truncated or deleted out of the log. */
  scavenge(): void
  /** Starts again with the first events of its log only, as with a backup of then. */
  putBack(count: number): Promise<void>
  port(): number
  openCalls(): number
  connectionString(): string
}

/** A server that speaks the protocol of EventStoreDB, for tests: in memory, on this machine only. */
export const eventStoreDbServer: (options?: {
  readonly port?: number
  /** In bytes; 16 MiB by default. */
  readonly maxAppendSize?: number
  /** A key and certificate in PEM; the server then asks for the user `admin` and a password. */
  readonly tls?: { readonly key: string; readonly cert: string } | null
  /** `changeit` by default. */
  readonly password?: string
  /** Whether it takes records for several streams at once, as KurrentDB does from 26.1; only its client knows how. */
  readonly appendRecords?: boolean
  /** What things take, in milliseconds (see `pace.mjs`); by default as little as they can. */
  readonly costs?: { readonly append: number; readonly stream: number; readonly all: number; readonly event: number }
}) => Promise<EventStoreDbServer>
