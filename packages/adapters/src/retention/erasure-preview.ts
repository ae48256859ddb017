import type { MalformedCommand, Rejection } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { HostTypes } from '../host/typed.js'
import type { Failure, PreviewOutcome } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { PreviewedEvent } from '../runtime/execution/preview.js'

/** An invoice or sales order for whose sake something of a person is kept; `date` is its day. */
export type KeptDocument = {
  readonly customerId: string
  readonly documentId: string
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: string
}

/** What erasing a person would do now. */
export type ErasurePreview = {
  /** Everybody whose texts would be erased: the person, and the records that were merged into it. */
  readonly personIds: readonly string[]
  /** `exceptInvoicing` where what invoices need is kept. */
  readonly scope: 'full' | 'exceptInvoicing'
  /** The last day for which that is kept; `null` where nothing is. */
  readonly retainedUntil: string | null
  /** What it is kept for, by day. */
  readonly documents: readonly KeptDocument[]
  /** How many events of the log would hold texts of the person in clear afterwards: see `crm.inClear`. */
  readonly inClear: number
  /** The events that would be appended. */
  readonly events: readonly PreviewedEvent[]
}

/** What erasing a person would do now, or why it would be refused. */
export type ErasurePreviewOutcome = Either<Rejection | MalformedCommand | Failure, ErasurePreview>

/** What an erasure is previewed by. */
export type PreviewingErasure = {
  readonly register: ReadableRegister
  readonly inClear: (personIds: readonly string[]) => Promise<number>
  readonly preview: (command: unknown, context: Context) => Promise<PreviewOutcome<HostTypes>>
}

const isErasure = ({ type }: PreviewedEvent): boolean => type === 'PersonErased'

const retainedUntil = (event: PreviewedEvent | undefined): string | null => {
  const day: unknown = Reflect.get(Object(event?.data), 'retainedUntil')
  return typeof day === 'string' ? day : null
}

const documentsOf = ({ tables }: ReadableRegister, personIds: readonly string[]): readonly KeptDocument[] =>
  personIds
    .flatMap((personId) => tables.persons.get(personId)?.customerId ?? [])
    .flatMap((customerId) => [...tables.documents.rowsWhere('customerId', customerId)])
    .map(({ customerId, documentId, kind, date }) => ({ customerId, documentId, kind, date }))
    .sort((one, other) => (one.date < other.date ? -1 : 1))

/** Tells what erasing a person would do now and what would stay, or why it would be refused; changes nothing. */
export const previewErasure = async (
  { register, preview, inClear }: PreviewingErasure,
  personId: string,
  context: Context,
): Promise<ErasurePreviewOutcome> => {
  const tried = await preview({ type: 'ErasePerson', data: { personId } }, context)
  if (isLeft(tried)) return tried
  const { events } = tried.right
  const erasures = events.filter(isErasure)
  const personIds = [...new Set([personId, ...erasures.map(({ stream }) => stream.slice(stream.indexOf('-') + 1))])]
  const until = retainedUntil(erasures[0])
  return right({
    personIds,
    scope: until === null ? 'full' : 'exceptInvoicing',
    retainedUntil: until,
    documents: until === null ? [] : documentsOf(register, personIds),
    inClear: await inClear(personIds),
    events,
  })
}
