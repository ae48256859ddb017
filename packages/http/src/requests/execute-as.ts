import type { BulkFailure, Context, ExpectedRevisions, HostTypes, Outcome, Receipt } from '@clientele/adapters'
import { ContactWasMerged, CustomerWasMerged, idOfStream, NotOwner } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Service } from '../environment.js'
import { textsIn, type Visibility, visibilityOf } from './visibility.js'

/** The outcome of a command of the register or its host. */
type HostOutcome = Outcome<unknown, HostTypes>

// A revision that no stream has.
const impossibleRevision = Number.MAX_SAFE_INTEGER

/**
 * Replaces the expected revisions of hidden streams by an impossible one, as if they did not exist: the outcome must
 * not reveal how often they changed.
 */
const hideExpected = (expected: ExpectedRevisions, { seesStream }: Visibility): ExpectedRevisions =>
  Object.fromEntries(
    Object.entries(expected).map(([stream, revision]) => [stream, seesStream(stream) ? revision : impossibleRevision]),
  )

const mergedRecords: { readonly [error: string]: string | undefined } = {
  [ContactWasMerged.error]: 'person',
  [CustomerWasMerged.error]: 'customer',
}

/** Whether a refusal names a hidden record as the survivor of a merge. */
const revealsHidden = (refused: { readonly error: string }, { seesStream }: Visibility): boolean => {
  const category = mergedRecords[refused.error]
  return category !== undefined && !seesStream(`${category}-${String(Reflect.get(refused, 'survivorId'))}`)
}

const notOwner = ({ survivorId: _, ...about }: BulkFailure, by: string): BulkFailure => ({
  ...about,
  error: NotOwner.error,
  by,
})

/** Replaces refusals that name a hidden survivor by the refusal for that survivor itself. */
const redactOutcome = (outcome: HostOutcome, visibility: Visibility, by: string): HostOutcome => {
  if (isLeft(outcome)) return revealsHidden(outcome.left, visibility) ? NotOwner({ by }) : outcome
  const { failures } = outcome.right
  if (failures?.some((one) => revealsHidden(one, visibility)) !== true) return outcome
  return right({
    ...outcome.right,
    failures: failures.map((one) => (revealsHidden(one, visibility) ? notOwner(one, by) : one)),
  })
}

/**
 * Executes a command as the actor. Neither the check of expected revisions nor a refusal reveals anything that the
 * actor may not see.
 */
export const executeAs = async (
  { crm }: Service,
  command: unknown,
  { by, expected, ...commandContext }: Context & { readonly by: string },
): Promise<HostOutcome> => {
  const visibility = visibilityOf(crm.register, by)
  const within = expected === undefined ? {} : { expected: hideExpected(expected, visibility) }
  return redactOutcome(await crm.executeUnknown(command, { ...commandContext, ...within, by }), visibility, by)
}

/**
 * Removes the events about customers and contacts that the actor may not see, unless the command named or created them:
 * closing a group or merging a customer also changes others.
 */
export const redactReceipt = ({ crm }: Service, by: string, command: unknown, receipt: Receipt): Receipt => {
  const { seesId } = visibilityOf(crm.register, by)
  const named = new Set([...textsIn(command), ...textsIn(receipt.ids)])
  const isVisible = (id: string): boolean => named.has(id) || seesId(id)
  return {
    ...receipt,
    events: receipt.events.filter(({ stream, data }) => [idOfStream(stream), ...textsIn(data)].every(isVisible)),
  }
}
