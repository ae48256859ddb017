import type { MalformedCommand, Rejection } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { HostTypes } from '../host/typed.js'
import type { Abortable } from '../log/abortable.js'
import type { Failure, PreviewOutcome } from '../outcome.js'
import type { Context } from '../runtime/execution/context.js'
import type { PreviewedEvent } from '../runtime/execution/preview.js'

/** An invoice or sales order for which data of a person is kept; `date` is its day. */
export type KeptDocument = {
  readonly customerId: string
  readonly documentId: string
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: string
}

/** What erasing a person would do now. */
export type ErasurePreview = {
  /** The persons whose texts would be erased: the person, and the records merged into it. */
  readonly personIds: readonly string[]
  /** `exceptInvoicing` if data needed for invoices is kept. */
  readonly scope: 'full' | 'exceptInvoicing'
  /** The last day for which that data is kept; `null` if none is. */
  readonly retainedUntil: string | null
  /** The documents for which it is kept, sorted by day. */
  readonly documents: readonly KeptDocument[]
  /** The number of log events that would still contain unencrypted texts about the person: see `crm.inClear`. */
  readonly inClear: number
  /** The events that would be appended. */
  readonly events: readonly PreviewedEvent[]
}

/** The preview of an erasure, or why it would be refused. */
export type ErasurePreviewOutcome = Either<Rejection | MalformedCommand | Failure, ErasurePreview>

/** The dependencies of a preview. */
export type ErasurePreviewContext = {
  readonly register: ReadableRegister
  readonly inClear: (personIds: readonly string[], options?: Abortable) => Promise<number>
  readonly preview: (command: unknown, context: Context & Abortable) => Promise<PreviewOutcome<HostTypes>>
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

/** Previews the erasure of a person: what would be erased and what would stay, or why it would be refused. */
export const previewErasure = async (
  { register, preview, inClear }: ErasurePreviewContext,
  personId: string,
  context: Context & Abortable,
): Promise<ErasurePreviewOutcome> => {
  const previewed = await preview({ type: 'ErasePerson', data: { personId } }, context)
  if (isLeft(previewed)) return previewed
  const { events } = previewed.right
  const erasures = events.filter(isErasure)
  const personIds = [...new Set([personId, ...erasures.map(({ stream }) => stream.slice(stream.indexOf('-') + 1))])]
  const until = retainedUntil(erasures[0])
  const count = await inClear(personIds, context.signal && { signal: context.signal }).catch((error: unknown) => {
    if (context.signal?.aborted === true) return null
    throw error
  })
  if (count === null) return left({ error: 'Cancelled' })
  return right({
    personIds,
    scope: until === null ? 'full' : 'exceptInvoicing',
    retainedUntil: until,
    documents: until === null ? [] : documentsOf(register, personIds),
    inClear: count,
    events,
  })
}
