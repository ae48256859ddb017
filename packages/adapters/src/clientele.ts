import type {
  CommandGuard,
  CommandOf,
  CommandType,
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
import type { HostTypes, NoHost } from './host/typed.js'
import type { FileContent, ImportFileOptions, ImportFileOutcome, ImportOptions, ImportOutcome } from './import/index.js'
import type { KeysOptions } from './keys/options.js'
import type { Logger } from './logger.js'
import type { Failure, HostOutcome, Outcome, PreviewOutcome } from './outcome.js'
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
  /** The host's own projections by name, made by `projection`: folded with the views, read by `crm.projections`. */
  readonly projections?: P
  /**
   * What the host writes in the transaction of every append, such as rows of an outbox: `sqlite` or `postgres`, as the
   * store is; others are refused.
   */
  readonly writes?: HostWrites
  /**
   * Encrypts the texts about persons under keys of their own, which erasing them destroys. By default the environment
   * tells (`CLIENTELE_MASTER_KEY`); without a master key nothing is encrypted. Needs Node.
   */
  readonly keys?: KeysOptions
  /** Hears who looked at whose personal data through which view; nothing is noted by default. */
  readonly readLog?: ReadLog
  /** The time commands are given at; by default the system's. */
  readonly clock?: () => Instant
  readonly logger?: Logger
  /** How many folded streams are kept in memory (default 100,000). */
  readonly cachedStreams?: number
  /** How many streams a command changes in one append (default 500); what changes more is carried out in parts. */
  readonly streamsAtOnce?: number
  /**
   * Whether the views follow what other processes append without being asked (the default). Keeps no process alive, but
   * on EventStoreDB and KurrentDB, whose clients do as long as a connection is in use: close the register there.
   */
  readonly follow?: boolean
  /** Rules of the host that may refuse any command: see `guard`. Open every register on a store with the same. */
  readonly guards?: G
  /** Commands of the host, with their events: see `hostDecision`. */
  readonly decisions?: D
  /**
   * Hears what the host's own code threw, and where: failures and logs name the kind of error only. The error is the host's
   * own, and its message may be personal. What this throws is ignored.
   */
  readonly onHostError?: OnHostError
}

/** The options of a register with whatever a host adds. */
export type OptionsOfHost = ClienteleOptions<readonly HostDecision[], readonly CommandGuard[]>

/** How long closing waits, in milliseconds, for what is under way. */
export type CloseOptions = { readonly drain?: number | undefined }

type OfOurs<H extends HostTypes> = {
  /**
   * Decides a command and appends its events. `by` is the employee who acts, with the rights of today; without it your
   * service acts as itself. Answers with a receipt (`Right`) or with why nothing was done (`Left`: `left.error`); never
   * throws for what a caller can cause.
   */
  execute<T extends CommandType>(
    command: CommandOf<T>,
    context?: Context & BulkOptions,
  ): Promise<Outcome<CommandOf<T>, H>>
  /** `crm.execute` as a `TaskEither`: nothing happens until it is called. */
  later<T extends CommandType>(
    command: CommandOf<T>,
    context?: Context & BulkOptions,
  ): () => Promise<Outcome<CommandOf<T>, H>>
}

type OfHosts<H extends HostTypes> = {
  /** Decides a command of yours like one of the register; it is refused with what its decision and your guards declare. */
  execute<C extends H['command']>(command: C, context?: Context & BulkOptions): Promise<HostOutcome<H, C['type']>>
  /** `crm.execute` of a command of yours as a `TaskEither`: nothing happens until it is called. */
  later<C extends H['command']>(command: C, context?: Context & BulkOptions): () => Promise<HostOutcome<H, C['type']>>
}

type Taking<H extends HostTypes, How extends keyof OfOurs<H>> = [H['command']] extends [never]
  ? OfOurs<H>[How]
  : OfOurs<H>[How] & OfHosts<H>[How]

/** Takes the commands of the register, and those of the host if it has some. */
export type Execute<H extends HostTypes = NoHost> = Taking<H, 'execute'>

/** `Execute` as `TaskEither` values. */
export type ExecuteLater<H extends HostTypes = NoHost> = Taking<H, 'later'>

/** An open customer register; `H` is what its host adds, `P` are its host's projections. */
export type Clientele<H extends HostTypes = NoHost, P extends ProjectionsByName = ProjectionsByName> = {
  /**
   * Decides a command and appends its events. Takes the commands there are, by their types and fields, and decodes them
   * all the same; never throws for what a caller can cause. With `by` it acts
   * as that employee, with the rights of that employee today; without, as the embedding service, with every right.
   */
  readonly execute: Execute<H>
  /** Decodes a value from outside (a request, a queue) and decides it as `execute` does a command. Takes any value. */
  executeUnknown(value: unknown, context?: Context & BulkOptions): Promise<Outcome<unknown, H>>
  /** Begins a batch: commands that are decided one after another and appended together, much faster than one by one. */
  batch(options?: BatchOptions): Batch
  /**
   * Decides a command as `execute` would now, and appends nothing: the events it would append, or why it would be
   * refused. Shows what a change to many customers does before it is made.
   */
  preview(command: unknown, context?: Context & BulkOptions): Promise<PreviewOutcome<H>>
  /**
   * The views, answered from memory; they show what this process has executed and, soon after, what others have. With
   * `viewer` a view shows what that employee may see today; without, the embedding service sees everything.
   */
  readonly views: Views
  /**
   * Questions about what happened: who changed what, since when, what was known when. Answered from memory like the
   * views, with the same rights; the first question indexes the history.
   */
  readonly audit: Audit
  /**
   * Indexes the history for audit questions in steps that let everything else run; without it the first question does so
   * at once. Resolves when all that this process has seen is indexed.
   */
  prepareAudit(): Promise<void>
  /**
   * The views and audit questions as the register was known at a moment: an ISO 8601 instant (inclusive) or the position
   * of an event. They take `asOf` any day, before or after; rights are those of now, and who was erased since is erased.
   * Resolves when they are made, which takes a walk over the log as far as this process has seen it; the last two are
   * kept. Rejects with `QuestionRefused` when the moment is none.
   */
  knownAt(moment: Instant | Position): Promise<KnownRegister>
  /** The tables the views are read from, to be read: nothing of it can be changed. */
  readonly register: ReadableRegister
  /**
   * The host's own projections by name. Like the views they show what this process has executed. Reading one that has
   * stopped throws an `Error` named `ProjectionStopped`; `health()` tells of it.
   */
  readonly projections: ProjectionReaders<P>
  /**
   * Waits until the views have seen what another process wrote, up to now or (given one) at least a position, also one
   * that is not committed yet; given with the id of its event, as a receipt has it, another log is `LogDiverged`.
   * Answers with the last event seen. `Cancelled` by the signal, `CatchUpTimedOut` after `timeout` milliseconds.
   */
  caughtUp(position?: CatchUpTo, options?: CaughtUpOptions): Promise<CaughtUp>
  /**
   * Gives a handler the events of the log in order, each at least once: first those that are there, then those that
   * come. The store keeps a checkpoint after every batch; the next start under the same name goes on there, and of all
   * processes that subscribe under it one is active at a time (not on EventStoreDB and KurrentDB). A handler that throws
   * gets its events again; see `SubscriptionOptions` for what happens when it goes on throwing.
   */
  subscribe(
    name: string,
    handler: EventHandler<H['event']>,
    options?: SubscriptionOptions<H['event']>,
  ): EventSubscription
  /** How the store, the views and the subscriptions are doing; waits `timeout` milliseconds (5,000) for the store. */
  health(options?: HealthOptions): Promise<Health>
  /** Builds the views anew beside the live ones and says whether, and where, they differ. */
  rebuild(options?: RebuildOptions): Promise<Either<Failure, Rebuilt>>
  /**
   * Tells whether the log holds what was appended, from its chain of hashes and the store's own checks, and names the
   * first event that was altered, removed, inserted, reordered or cut. `against` is a head that was kept elsewhere:
   * only that shows a log whose end was cut, or that was made anew, together with its chain.
   */
  verify(options?: VerifyOptions): Promise<Verification>
  /** Imports a register directory; the same directory again appends nothing. */
  import(directory: string, options?: ImportOptions): Promise<ImportOutcome>
  /**
   * Imports one file (CSV or Excel), such as an upload: its bytes, or a stream of them. `kind` says what it is about
   * (`customers`, `contacts` ...), or else its headings do; `dryRun` reports and appends nothing. Problems have the row of
   * the file, the column and a sentence in the language of `locale`.
   */
  importFile(content: FileContent, options?: ImportFileOptions): Promise<ImportFileOutcome>
  /**
   * Exports everything known of a person as JSON, with a page to read (GDPR 15 and 20), and nothing of others; `null` if
   * there is no such person. Goes over the whole log.
   */
  personDataExport(personId: string): Promise<PersonDataExport | null>
  /**
   * Counts the events of the log that hold texts about some persons in clear: without a master key all, else those that
   * were recorded before there was one. `clientele encrypt` moves them to an encrypted log.
   */
  inClear(personIds: readonly string[]): Promise<number>
  /**
   * Tells what `ErasePerson` would do now: who would be erased, what would be kept for invoices and until which day, and
   * what would stay in the log in clear; or why it would be refused. Changes nothing; goes over the whole log.
   */
  previewErasure(personId: string, context?: Context): Promise<ErasurePreviewOutcome>
  /** Erases persons whose data retention policies keep no longer: who is due, and erasing them in bulk. */
  readonly retention: Retention
  /** The raw log. */
  events(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>
  /** The store it stands on. */
  readonly store: EventStore
  /** The same operations as `TaskEither` values. */
  readonly taskEither: { readonly execute: ExecuteLater<H> }
  /** Today in the tenant's time zone. */
  today(): string
  /**
   * Takes on no more commands (`StoreClosed`), finishes those under way and the batches that subscriptions handle, and
   * lets go of the store. After `drain` milliseconds (10,000 by default) it waits no longer.
   */
  close(options?: CloseOptions): Promise<void>
}
