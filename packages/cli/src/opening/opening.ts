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
import { unlessNamed } from '../arguments/named.js'
import { type Complaint, complaintOf, type Ending, failed } from '../cli-error.js'
import type { Io } from '../io.js'
import { snapshotsIn } from './snapshots.js'
import { type Place, storeWithKeys, toRead } from './stores.js'

/** A register as a reader sees it, with what views ask: day, viewer, language. */
export type Reading = {
  readonly views: Views
  readonly register: ReadableRegister
  readonly asking: {
    readonly asOf: string
    readonly viewer: string | undefined
    readonly locale: Locale
  }
}

/** Which register is opened. */
type Opened = {
  readonly store: string
  readonly keys?: string | undefined
  readonly snapshots?: string | undefined
}

/** Which register is read, by whom, on which day, as it was known when. */
type Asked = Opened & {
  readonly viewer: string | undefined
  readonly 'known-at'?: string | undefined
  readonly 'as-of'?: string | undefined
  readonly today?: string | undefined
  readonly locale: Locale
}

/** The time that counts as now, where it is not the present. */
type Clock = (() => Instant) | undefined

const placeOf = ({ store, keys }: Opened, { cwd }: Io, clock?: Clock): Promise<Either<Complaint, Place>> =>
  storeWithKeys(store, { option: 'keys', keys }, { cwd, ...(clock === undefined ? {} : { clock }) })

const closing = async <A extends { close(): Promise<void> }>(
  thing: A,
  use: (thing: A) => Promise<Ending>,
): Promise<Ending> => {
  try {
    return await use(thing)
  } catch (error) {
    return { _tag: 'Left', left: complaintOf(error) }
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

type Seen = Pick<Reading, 'views' | 'register'>

/** The projections of all that is in a store. */
export const knownNow = async (store: EventStore): Promise<Projections> => {
  const projections = createProjections()
  for await (const batch of store.readAll()) projections.applyAll(knownEvents(batch))
  return projections
}

const refusedViewer = (refusal: ViewerRefused): string =>
  refusal.error === 'ViewerHasLeft'
    ? `"${refusal.viewer}" is no longer active since ${refusal.since} and may see nothing: look as somebody else.`
    : `There is no employee "${refusal.viewer}" to look as: give the id of an employee with --viewer.`

const readingOf = ({ views, register }: Seen, args: Asked): Either<Complaint, Reading> => {
  const { viewer, locale } = args
  const refused = unlessViewer(register, viewer)
  if (refused !== null && isLeft(refused)) return failed(refusedViewer(refused.left))
  const named = unlessNamed(args, register)
  if (isLeft(named)) return named
  const today = args.today ?? dateOf(new Date().toISOString(), register.settings.policies.timeZone)
  return right({ views, register, asking: { asOf: args['as-of'] ?? today, viewer, locale } })
}

const withRegister = async (
  { source }: Place,
  { args, io, clock }: { readonly args: Opened; readonly io: Io; readonly clock?: Clock },
  use: (crm: Clientele) => Promise<Ending>,
): Promise<Ending> => {
  const snapshots = await snapshotsIn(args.snapshots, io)
  return isLeft(snapshots)
    ? snapshots
    : closing(
        await openClientele({ store: source, ...(clock === undefined ? {} : { clock }), ...snapshots.right }),
        use,
      )
}

/** Opens the register to ask it something; a store that is not there is not made. */
export const reading = async (args: Asked, io: Io, ask: (reading: Reading) => Promise<Ending>): Promise<Ending> => {
  const place = chain(toRead)(await placeOf(args, io))
  if (isLeft(place)) return place
  const asked = async (seen: Seen): Promise<Ending> => {
    const opened = readingOf(seen, args)
    return isLeft(opened) ? opened : ask(opened.right)
  }
  const until = args['known-at']
  return withRegister(place.right, { args, io }, async (crm) =>
    asked(until === undefined ? crm : await crm.knownAt(until)),
  )
}

/** A register as the audit questions see it. */
export type Auditing = Reading & { readonly audit: Audit }

/** Opens the register to ask it what happened. */
export const auditing = (args: Asked, io: Io, ask: (auditing: Auditing) => Promise<Ending>): Promise<Ending> =>
  using(args, io, async (crm) => {
    const until = args['known-at']
    const seen = until === undefined ? crm : await crm.knownAt(until)
    const opened = readingOf(seen, args)
    return isLeft(opened) ? opened : ask({ ...opened.right, audit: seen.audit })
  })

/** Opens a register that is there, to do something with the whole of it. */
export const using = async (args: Opened, io: Io, use: (crm: Clientele) => Promise<Ending>): Promise<Ending> => {
  const place = chain(toRead)(await placeOf(args, io))
  return isLeft(place) ? place : withRegister(place.right, { args, io }, use)
}

/** Opens the store without the views, to read the log itself. */
export const readingLog = async (
  args: Opened,
  io: Io,
  read: (store: EventStore, place: Place) => Promise<Ending>,
): Promise<Ending> => {
  const place = chain(toRead)(await placeOf(args, io))
  return isLeft(place)
    ? place
    : closing((await openedStoreUnderKeys(place.right.source)).store, (store) => read(store, place.right))
}

/** Opens the register to change it, making it when there is none; `clock` tells when that is. */
export const changing = async (
  args: Opened,
  io: Io,
  change: (crm: Clientele, place: Place) => Promise<Ending>,
  clock?: Clock,
): Promise<Ending> => {
  const place = await placeOf(args, io, clock)
  if (isLeft(place)) return place
  return withRegister(place.right, { args, io, clock }, (crm) => change(crm, place.right))
}
