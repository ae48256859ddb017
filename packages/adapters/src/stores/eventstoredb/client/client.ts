/** A position in the log of the server. */
export type EsdbPosition = { readonly commit: bigint; readonly prepare: bigint }

/** An event as the client returns it. */
export type EsdbRecorded = {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
  readonly created: Date
  readonly position?: EsdbPosition | undefined
}

/** An event of a read; without `event` it was a link whose target is gone. */
export type EsdbResolved = { readonly event?: EsdbRecorded | undefined }

/** JSON; the clients' types are narrower than what they accept. */
export type EsdbJson = Record<string, unknown> | unknown[] | string

/** An event to append. */
export type EsdbProposed = {
  readonly id: string
  readonly type: string
  readonly contentType: 'application/json'
  readonly data: EsdbJson
  readonly metadata: { readonly [key: string]: string }
}

/** An event as it is sent. The clients encode objects of metadata twice (base64), and bytes not at all. */
export type EsdbSent = Omit<EsdbProposed, 'metadata'> & { readonly metadata: Uint8Array }

/** User name and password; if given per call, the client appends in `unary` mode (see `appendMode`). */
export type EsdbCredentials = { readonly username: string; readonly password: string }

type CallOptions = {
  readonly requiresLeader?: boolean
  readonly deadline?: number
  readonly credentials?: EsdbCredentials
}

/** The expected revision of a stream. */
export type EsdbExpected = 'any' | 'no_stream' | bigint

/** The expectation under two names: each client reads one and ignores the other. */
export type EsdbAppendOptions = CallOptions & {
  readonly expectedRevision?: EsdbExpected
  readonly streamState?: EsdbExpected
}

type ReadOptions = CallOptions & {
  readonly direction?: 'forwards' | 'backwards'
  readonly maxCount?: number
}

/** Which events the server sends; reads of EventStoreDB's client do not support a filter. */
export type EsdbFilter = { readonly checkpointInterval: number } & (
  | { readonly filterOn: 'eventType'; readonly regex: string }
  | { readonly filterOn: 'streamName'; readonly prefixes: string[] }
)

export type EsdbReadStreamOptions = ReadOptions & { readonly fromRevision?: 'start' | 'end' | bigint }

export type EsdbReadAllOptions = ReadOptions & {
  readonly fromPosition?: 'start' | 'end' | EsdbPosition
  readonly filter?: EsdbFilter
}

/** The events of a read; the call stays open until it is read to the end or cancelled. */
export type EsdbRead = AsyncIterable<EsdbResolved> & {
  cancel?(): Promise<void>
  on?(event: 'error', listener: (error: Error) => void): unknown
}

/** A subscription; it ends with its first error. */
export type EsdbSubscription = {
  on(event: 'data', listener: (resolved: EsdbResolved) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'end' | 'caughtUp', listener: () => void): unknown
  pause(): unknown
  resume(): unknown
  unsubscribe(): Promise<void>
}

/** An event and its stream, in an append to several streams. */
export type EsdbRecord = { readonly streamName: string; readonly record: EsdbProposed }

/** The expected revision of a stream when records are appended, whether they write to it or not. */
export type EsdbCheck = {
  readonly type: 'stream_state'
  readonly streamName: string
  readonly expectedState: 'no_stream' | bigint
}

/** Appends records to several streams, all or nothing, if all checks hold. */
export type EsdbAppendRecords = (
  records: EsdbRecord[],
  checks?: EsdbCheck[],
) => Promise<{ readonly responses: readonly { readonly streamName: string; readonly revision: bigint }[] }>

/** The answer to an append: the revision of the last event. */
export type EsdbAppended = { readonly nextExpectedRevision: bigint; readonly position?: EsdbPosition | undefined }

/** The part of a client that the store uses; `EventStoreDBClient` 6.2 and `KurrentDBClient` 1.3 have it. */
export type EsdbLikeClient = {
  appendToStream(streamName: string, events: EsdbSent[], options?: EsdbAppendOptions): Promise<EsdbAppended>
  /** Only KurrentDB's client has it; servers support it from 26.1 on. */
  readonly appendRecords?: EsdbAppendRecords
  readStream(streamName: string, options?: EsdbReadStreamOptions): EsdbRead
  readAll(options?: EsdbReadAllOptions): EsdbRead
  subscribeToAll(options?: {
    readonly fromPosition?: 'start' | EsdbPosition
    readonly filter?: EsdbFilter & { readonly checkpointReached?: () => void }
    readonly credentials?: EsdbCredentials
  }): EsdbSubscription
  setStreamMetadata(
    streamName: string,
    metadata: { readonly truncateBefore?: number; readonly maxCount?: number },
    options?: EsdbAppendOptions,
  ): Promise<unknown>
  dispose(): Promise<void>
}
