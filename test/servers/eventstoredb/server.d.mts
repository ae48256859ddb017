/** What goes wrong next; see `faults.mjs`. */
export type Fault = {
  readonly rpc: 'append' | 'read' | 'subscribe' | 'delete' | 'features' | 'gossip'
  readonly kind:
    | 'refuse'
    | 'cancel'
    | 'loseAnswer'
    | 'hang'
    | 'ignore'
    | 'late'
    | 'notLeader'
    | 'closeCleanly'
    | 'freeze'
    | 'deny'
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
  /** Breaks all connections off, as a killed process does: whoever reads, follows or appends hears UNAVAILABLE. */
  kill(): Promise<void>
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
  /** Which version it speaks like; by default 23.10, and 26.1 where the client of the process is that of KurrentDB. */
  readonly version?: '23.10' | '24.10' | '26.1'
  /** In bytes; by default what the version takes: 1 MiB, of the data only in 23.10 (16 MiB in 26.1). */
  readonly maxAppendSize?: number
  /** A key and certificate in PEM; the server then asks for the user `admin` and a password. */
  readonly tls?: { readonly key: string; readonly cert: string } | null
  /** `changeit` by default; `null`: everybody is accepted. */
  readonly password?: string | null
  /**
   * A seed: unary appends that wait at the same time are done in another order than they came in, as the real one does;
   * by default in their order.
   */
  readonly reorders?: number | null
  /** What things take, in milliseconds (see `pace.mjs`); by default as little as they can. */
  readonly costs?: { readonly append: number; readonly stream: number; readonly all: number; readonly event: number }
}) => Promise<EventStoreDbServer>
