import type { BulkFailure, Context, ExpectedRevisions, HostTypes, Outcome, Receipt } from '@clientele/adapters'
import { ContactWasMerged, CustomerWasMerged, idOfStream, NotOwner } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Service } from '../environment.js'
import { type Sight, sightOf, textsIn } from './sight.js'

/** The outcome of a command of the register or its host. */
type HostOutcome = Outcome<unknown, HostTypes>

// A revision that no stream has.
const nowhere = Number.MAX_SAFE_INTEGER

/**
 * Replaces the expected revisions of hidden streams by an impossible one, as if they did not exist: the outcome must
 * not reveal how often they changed.
 */
const expectedWithin = (expected: ExpectedRevisions, { seesStream }: Sight): ExpectedRevisions =>
  Object.fromEntries(
    Object.entries(expected).map(([stream, revision]) => [stream, seesStream(stream) ? revision : nowhere]),
  )

const mergedRecords: { readonly [error: string]: string | undefined } = {
  [ContactWasMerged.error]: 'person',
  [CustomerWasMerged.error]: 'customer',
}

/** Whether a refusal names a hidden record as the survivor of a merge. */
const tellsOfHidden = (refused: { readonly error: string }, { seesStream }: Sight): boolean => {
  const category = mergedRecords[refused.error]
  return category !== undefined && !seesStream(`${category}-${String(Reflect.get(refused, 'survivorId'))}`)
}

const notOwner = ({ survivorId: _, ...about }: BulkFailure, by: string): BulkFailure => ({
  ...about,
  error: NotOwner.error,
  by,
})

/** Replaces refusals that name a hidden survivor by the refusal for that survivor itself. */
const outcomeWithin = (outcome: HostOutcome, sight: Sight, by: string): HostOutcome => {
  if (isLeft(outcome)) return tellsOfHidden(outcome.left, sight) ? NotOwner({ by }) : outcome
  const { failures } = outcome.right
  if (failures?.some((one) => tellsOfHidden(one, sight)) !== true) return outcome
  return right({
    ...outcome.right,
    failures: failures.map((one) => (tellsOfHidden(one, sight) ? notOwner(one, by) : one)),
  })
}

/**
 * Executes a command as the actor. Neither the check of expected revisions nor a refusal reveals anything that the
 * actor may not see.
 */
export const give = async (
  { crm }: Service,
  command: unknown,
  { by, expected, ...context }: Context & { readonly by: string },
): Promise<HostOutcome> => {
  const sight = sightOf(crm.register, by)
  const within = expected === undefined ? {} : { expected: expectedWithin(expected, sight) }
  return outcomeWithin(await crm.executeUnknown(command, { ...context, ...within, by }), sight, by)
}

/**
 * Removes the events about customers and contacts that the actor may not see, unless the command named or created them:
 * closing a group or merging a customer also changes others.
 */
export const receiptWithin = ({ crm }: Service, by: string, command: unknown, receipt: Receipt): Receipt => {
  const { seesId } = sightOf(crm.register, by)
  const named = new Set([...textsIn(command), ...textsIn(receipt.ids)])
  const isTold = (id: string): boolean => named.has(id) || seesId(id)
  return {
    ...receipt,
    events: receipt.events.filter(({ stream, data }) => [idOfStream(stream), ...textsIn(data)].every(isTold)),
  }
}
