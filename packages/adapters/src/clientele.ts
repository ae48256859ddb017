import type {
  CommandGuard,
  EventStore,
  HostDecision,
  HostWrites,
  Instant,
  OnHostError,
  Position,
  ReadAllOptions,
  RecordedEvent,
  StoreSource,
  Verification,
  VerifyOptions,
} from '@clientele/domain'
import type { Audit, ProjectionReaders, ProjectionsByName, ReadableRegister, Views } from '@clientele/projections'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Batch, BatchOptions } from './batch.js'
import type { Execute, ExecuteLater } from './execute.js'
import type { HostTypes, NoHost } from './host/typed.js'
import type { FileContent, ImportFileOptions, ImportFileOutcome, ImportOptions, ImportOutcome } from './import/index.js'
import type { KeysOptions } from './keys/options.js'
import type { Abortable } from './log/abortable.js'
import type { Logger } from './logger.js'
import type { Failure, Outcome, PreviewOutcome } from './outcome.js'
import type { PersonDataExport } from './person-data/person-data.js'
import type { ReadLog } from './read-log/read-log.js'
import type { ErasurePreviewOutcome } from './retention/erasure-preview.js'
import type { Retention } from './retention/retention.js'
import type { BulkOptions } from './runtime/execution/bulk.js'
import type { Context } from './runtime/execution/context.js'
import type { Health, HealthOptions } from './runtime/health.js'
import type { KnownRegister } from './runtime/known-at.js'
import type { RebuildOptions, Rebuilt } from './runtime/snapshots/rebuild.js'
import type { SnapshotOptions } from './runtime/snapshots/scheduler.js'
import type { CatchUpTo, CaughtUp, CaughtUpOptions } from './runtime/subscriptions/catching-up.js'
import type { EventHandler, EventSubscription, SubscriptionOptions } from './runtime/subscriptions/options.js'

export type ClienteleOptions<
  D extends readonly HostDecision[] = readonly [],
  G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
> = SnapshotOptions & {
  /** `memory()`, `sqlite({ file })`, … */
  readonly store: StoreSource
  /** The host's own projections by name, created by `projection`: updated with the views, read by `crm.projections`. */
  readonly projections?: P | undefined
  /**
   * Writes of the host in the transaction of every append, such as rows of an outbox: `sqlite` or `postgres`, matching the
   * store; other stores refuse them.
   */
  readonly writes?: HostWrites | undefined
  /**
   * Encrypts the texts about persons under one key per person, which is destroyed when the person is erased. By default
   * read from the environment (`CLIENTELE_MASTER_KEY`); without a master key nothing is encrypted. Needs Node.
   */
  readonly keys?: KeysOptions | undefined
  /** Called with who read whose personal data through which view; by default reads are not recorded. */
  readonly readLog?: ReadLog | undefined
  /**
   * Gives the time of commands, an ISO 8601 instant; by default the system clock. If it throws or gives anything else,
   * commands are refused (`MalformedOptions`).
   */
  readonly clock?: (() => Instant) | undefined
  readonly logger?: Logger | undefined
  /** How many folded streams are cached in memory (default 100,000). */
  readonly cachedStreams?: number | undefined
  /** The maximum number of streams that a command changes in one append (default 500); larger commands run in parts. */
  readonly streamsAtOnce?: number | undefined
  /**
   * Whether the views follow the appends of other processes automatically (the default). This does not keep the process
   * alive, except on EventStoreDB and KurrentDB, whose clients do while a connection is in use: close the register there.
   */
  readonly follow?: boolean | undefined
  /** Rules of the host that may refuse any command: see `guard`. Open every register on a store with the same ones. */
  readonly guards?: G | undefined
  /** Commands of the host, with their events: see `hostDecision`. */
  readonly decisions?: D | undefined
  /**
   * Called with what the host's own code threw, and where: failures and logs contain only the name of the error. The error
   * is the host's own, and its message may contain personal data. Errors that this throws are ignored.
   */
  readonly onHostError?: OnHostError | undefined
}

/** The options of a register with any host types. */
export type OptionsOfHost = ClienteleOptions<readonly HostDecision[], readonly CommandGuard[]>

/** `drain`: how long closing waits for running calls, in milliseconds. */
export type CloseOptions = { readonly drain?: number | undefined }

/** `locale` is the language of the page of an export, by default English. */
export type ExportOptions = Abortable & { readonly locale?: string | undefined }

/** An open customer register; `H` are the types its host adds, `P` the host's projections. */
export type Clientele<H extends HostTypes = NoHost, P extends ProjectionsByName = ProjectionsByName> = {
  /**
   * Decides a command and appends its events. Commands are typed, and decoded at run time too; never throws for what a
   * caller can cause. With `by` it acts as that employee, with that employee's current rights; without, as the embedding
   * service, with all rights. A receipt has no events about customers and contacts that this employee may not see, unless
   * the command named or created them; other receipts are whole, that of an erasure too.
   */
  readonly execute: Execute<H>
  /** Decodes any value from outside (a request, a queue) and executes it as `execute` does. */
  executeUnknown(value: unknown, context?: Context & BulkOptions): Promise<Outcome<unknown, H>>
  /** Creates a batch: commands that are decided one after another and appended together, much faster than one by one. */
  batch(options?: BatchOptions): Batch
  /**
   * Decides a command as `execute` would now, but appends nothing: returns the events it would append, or why it would be
   * refused, with `by` without those about records that this employee may not see. Use it to show the effect of a change
   * to many customers before it is made.
   */
  preview(command: unknown, context?: Context & BulkOptions): Promise<PreviewOutcome<H>>
  /**
   * The views, answered from memory. They show commands of this process at once, and those of other processes soon after.
   * With `viewer` a view shows what that employee may see now; without, the embedding service sees everything.
   */
  readonly views: Views
  /**
   * Audit questions: who changed what, since when, what was known when. Answered from memory like the views, with the same
   * rights; the first question indexes the history.
   */
  readonly audit: Audit
  /**
   * Indexes the history for audit questions in small steps; without it the first question does so at once and blocks the
   * event loop. Resolves when everything that this process has seen is indexed; rejects with the reason of an aborted
   * signal.
   */
  prepareAudit(options?: Abortable): Promise<void>
  /**
   * The views and audit questions as the register was known at a moment (bitemporal): an ISO 8601 instant (inclusive) or
   * the position of an event. `asOf` may be any day, before or after it; rights are the current ones, and persons erased
   * since then are erased. Building them replays the events that this process has seen; the last two are cached. Rejects
   * with `QuestionRefused` if the moment is malformed or unknown, and with the reason of an aborted signal.
   */
  knownAt(moment: Instant | Position, options?: Abortable): Promise<KnownRegister>
  /** The tables behind the views, read-only. */
  readonly register: ReadableRegister
  /**
   * The host's own projections by name, as current as the views. Reading one that has stopped throws an `Error` named
   * `ProjectionStopped`; `health()` reports it.
   */
  readonly projections: ProjectionReaders<P>
  /**
   * Waits until the views have seen the current end of the log or (if given) a position, which need not be committed yet.
   * If the position comes with the id of its event, as in a receipt, another log fails with `LogDiverged`. Resolves with
   * the last event seen; `Cancelled` by the signal, `CatchUpTimedOut` after `timeout` milliseconds.
   */
  caughtUp(position?: CatchUpTo, options?: CaughtUpOptions): Promise<CaughtUp>
  /**
   * Delivers the events of the log to a handler in order, each at least once: first the existing ones, then new ones. A
   * checkpoint is saved after every batch; the next start under the same name continues there. Only one of the processes
   * that subscribe under a name is active at a time (not on EventStoreDB and KurrentDB). A handler that throws gets its
   * events again; see `SubscriptionOptions` for what happens if it keeps throwing.
   */
  subscribe(
    name: string,
    handler: EventHandler<H['event']>,
    options?: SubscriptionOptions<H['event']>,
  ): EventSubscription
  /** The health of the store, the views and the subscriptions; waits up to `timeout` milliseconds (5,000) for the store. */
  health(options?: HealthOptions): Promise<Health>
  /** Rebuilds the views beside the live ones and reports whether, and where, they differ. */
  rebuild(options?: RebuildOptions): Promise<Either<Failure, Rebuilt>>
  /**
   * Verifies that the log is unchanged, by its chain of hashes and the store's own checks, and reports the first event that
   * was altered, removed, inserted, reordered or cut. `against` is a head that was saved elsewhere: only with it can a log
   * be detected that was cut or recreated together with its chain.
   */
  verify(options?: VerifyOptions): Promise<Verification>
  /** Imports a register directory; the same directory again appends nothing. */
  import(directory: string, options?: ImportOptions): Promise<ImportOutcome>
  /**
   * Imports one file (CSV or Excel), such as an upload: its bytes, or a stream of them. `kind` is what the file contains
   * (`customers`, `contacts` ...), by default recognized by its headings; `dryRun` only reports. Problems have the row of the
   * file, the column and a sentence in the language of `locale`.
   */
  importFile(content: FileContent, options?: ImportFileOptions): Promise<ImportFileOutcome>
  /**
   * Exports all data about a person as JSON, with an HTML page in the language of `locale` (GDPR articles 15 and 20), and
   * nothing about others; `null` if there is no such person. Reads the whole log; rejects with the reason of an aborted
   * signal.
   */
  personDataExport(personId: string, options?: ExportOptions): Promise<PersonDataExport | null>
  /**
   * Counts the events of the log that contain unencrypted texts about some persons: without a master key all, else those
   * recorded before there was one. `clientele encrypt` copies the log to an encrypted one. Rejects with the reason of an
   * aborted signal.
   */
  inClear(personIds: readonly string[], options?: Abortable): Promise<number>
  /**
   * Previews `ErasePerson`: who would be erased, what would be kept for invoices and until which day, and what would stay
   * unencrypted in the log; or why it would be refused. Changes nothing; reads the whole log.
   */
  previewErasure(personId: string, context?: Context & Abortable): Promise<ErasurePreviewOutcome>
  /** Data retention: which persons are due for erasure by policies, and erasing them in bulk. */
  readonly retention: Retention
  /** The raw log. Reading it rejects with the reason of an aborted signal. */
  events(options?: ReadAllOptions & Abortable): AsyncIterable<readonly RecordedEvent[]>
  /** The store of the register. */
  readonly store: EventStore
  /** The same operations as `TaskEither` values. */
  readonly taskEither: { readonly execute: ExecuteLater<H> }
  /** Today in the tenant's time zone. */
  today(): string
  /**
   * Accepts no more commands (`StoreClosed`), waits for running ones and for the batches that subscriptions handle, and
   * closes the store. Waits at most `drain` milliseconds (10,000 by default).
   */
  close(options?: CloseOptions): Promise<void>
}
