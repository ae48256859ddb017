import type { Clientele } from '@clientele/adapters'
import { openClientele } from '@clientele/adapters'
import { openedStoreUnderKeys } from '@clientele/adapters/internal'
import { dateOf, type EventStore, failureError, type Instant, type KnownEvent, readEvent } from '@clientele/domain'
import {
  type Audit,
  createProjections,
  type Locale,
  type Projections,
  type ReadableRegister,
  unlessViewer,
  type ViewerRefused,
  type Views,
} from '@clientele/projections'
import { chain, type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { refuseUnknownNames } from '../arguments/named.js'
import { type CliError, type Ending, failed, toCliError } from '../cli-error.js'
import type { Io } from '../io.js'
import { snapshotsIn } from './snapshots.js'
import { existingStore, type Place, storeWithKeys } from './stores.js'

/** A register as a viewer sees it, with the parameters of the views: day, viewer, language. */
export type Reading = {
  readonly views: Views
  readonly register: ReadableRegister
  readonly asking: {
    readonly asOf: string
    readonly viewer: string | undefined
    readonly locale: Locale
  }
}

/** The options for opening a register. */
type StoreArgs = {
  readonly store: string
  readonly keys?: string | undefined
  readonly snapshots?: string | undefined
}

/** The options for reading a register. */
type ReadArgs = StoreArgs & {
  readonly viewer: string | undefined
  readonly 'known-at'?: string | undefined
  readonly 'as-of'?: string | undefined
  readonly today?: string | undefined
  readonly locale: Locale
}

/** The current time, unless it is the system's. */
type Clock = (() => Instant) | undefined

const placeOf = ({ store, keys }: StoreArgs, { cwd }: Io, clock?: Clock): Promise<Either<CliError, Place>> =>
  storeWithKeys(store, { option: 'keys', keys }, { cwd, ...(clock === undefined ? {} : { clock }) })

const withClosing = async <A extends { close(): Promise<void> }>(
  thing: A,
  use: (thing: A) => Promise<Ending>,
): Promise<Ending> => {
  try {
    return await use(thing)
  } catch (error) {
    return { _tag: 'Left', left: toCliError(error) }
  } finally {
    await thing.close()
  }
}

type Batch = readonly Parameters<typeof readEvent>[0][]

const knownEvents = (batch: Batch): readonly KnownEvent[] =>
  batch.flatMap((recorded) => {
    const event = readEvent(recorded)
    if (isLeft(event)) throw failureError(event.left)
    return event.right === null ? [] : [event.right]
  })

type VisibleParts = Pick<Reading, 'views' | 'register'>

/** The projections of all events in a store. */
export const knownNow = async (store: EventStore): Promise<Projections> => {
  const projections = createProjections()
  for await (const batch of store.readAll()) projections.applyAll(knownEvents(batch))
  return projections
}

const refusedViewer = (refusal: ViewerRefused): string =>
  refusal.error === 'ViewerHasLeft'
    ? `"${refusal.viewer}" is no longer active since ${refusal.since} and may see nothing: look as somebody else.`
    : `There is no employee "${refusal.viewer}" to look as: give the id of an employee with --viewer.`

const readingOf = ({ views, register }: VisibleParts, args: ReadArgs): Either<CliError, Reading> => {
  const { viewer, locale } = args
  const refused = unlessViewer(register, viewer)
  if (refused !== null && isLeft(refused)) return failed(refusedViewer(refused.left))
  const today = args.today ?? dateOf(new Date().toISOString(), register.settings.policies.timeZone)
  const asOf = args['as-of'] ?? today
  const named = refuseUnknownNames(args, register, asOf)
  if (isLeft(named)) return named
  return right({ views, register, asking: { asOf, viewer, locale } })
}

const withRegister = async (
  { source }: Place,
  { args, io, clock }: { readonly args: StoreArgs; readonly io: Io; readonly clock?: Clock },
  use: (crm: Clientele) => Promise<Ending>,
): Promise<Ending> => {
  const snapshots = await snapshotsIn(args.snapshots, io)
  return isLeft(snapshots)
    ? snapshots
    : withClosing(
        await openClientele({ store: source, ...(clock === undefined ? {} : { clock }), ...snapshots.right }),
        use,
      )
}

/** Opens the register for reading; does not create a missing store. */
export const withReading = async (
  args: ReadArgs,
  io: Io,
  ask: (reading: Reading) => Promise<Ending>,
): Promise<Ending> => {
  const place = chain(existingStore)(await placeOf(args, io))
  if (isLeft(place)) return place
  const asked = async (seen: VisibleParts): Promise<Ending> => {
    const opened = readingOf(seen, args)
    return isLeft(opened) ? opened : ask(opened.right)
  }
  const until = args['known-at']
  return withRegister(place.right, { args, io }, async (crm) =>
    asked(until === undefined ? crm : await crm.knownAt(until)),
  )
}

/** A register for audit questions. */
export type Auditing = Reading & { readonly audit: Audit }

/** Opens the register for audit questions. */
export const withAudit = (args: ReadArgs, io: Io, ask: (auditing: Auditing) => Promise<Ending>): Promise<Ending> =>
  withExisting(args, io, async (crm) => {
    const until = args['known-at']
    const seen = until === undefined ? crm : await crm.knownAt(until)
    const opened = readingOf(seen, args)
    return isLeft(opened) ? opened : ask({ ...opened.right, audit: seen.audit })
  })

/** Opens an existing register, without a viewer. */
export const withExisting = async (
  args: StoreArgs,
  io: Io,
  use: (crm: Clientele) => Promise<Ending>,
): Promise<Ending> => {
  const place = chain(existingStore)(await placeOf(args, io))
  return isLeft(place) ? place : withRegister(place.right, { args, io }, use)
}

/** Opens the store without the views, to read the log. */
export const withLog = async (
  args: StoreArgs,
  io: Io,
  read: (store: EventStore, place: Place) => Promise<Ending>,
): Promise<Ending> => {
  const place = chain(existingStore)(await placeOf(args, io))
  return isLeft(place)
    ? place
    : withClosing((await openedStoreUnderKeys(place.right.source)).store, (store) => read(store, place.right))
}

/** Opens the register for changes, creating it if missing; `clock` is the time of the changes. */
export const withWritable = async (
  args: StoreArgs,
  io: Io,
  change: (crm: Clientele, place: Place) => Promise<Ending>,
  clock?: Clock,
): Promise<Ending> => {
  const place = await placeOf(args, io, clock)
  if (isLeft(place)) return place
  return withRegister(place.right, { args, io, clock }, (crm) => change(crm, place.right))
}
