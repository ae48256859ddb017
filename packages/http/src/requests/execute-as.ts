import type { BulkFailure, Context, ExpectedRevisions, HostTypes, Outcome, PreviewOutcome } from '@clientele/adapters'
import { redactRefusal, textsIn, type Visibility, visibilityOf, wholePreviewOf } from '@clientele/adapters/internal'
import { withDefinitionOf } from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Service } from '../environment.js'

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

type Known = { readonly visibility: Visibility; readonly by: string }

/** Redacts the refusal of a part of a bulk command, which keeps the ids by which the command named the part. */
const redactFailure = (failure: BulkFailure, command: unknown, known: Known): BulkFailure => {
  const named = new Set(textsIn(command))
  const isPart = ([fact, value]: readonly [string, unknown]): boolean =>
    (fact === 'customerId' || fact === 'personId') && named.has(String(value))
  const facts = Object.entries(failure)
  const part = Object.fromEntries(facts.filter(isPart))
  const refusal = { ...Object.fromEntries(facts.filter((one) => !isPart(one))), error: failure.error }
  return { ...part, ...redactRefusal(withDefinitionOf(failure, refusal), known) }
}

const redactOutcome = (outcome: HostOutcome, command: unknown, known: Known): HostOutcome => {
  if (isLeft(outcome)) return left(redactRefusal(outcome.left, known))
  const { failures } = outcome.right
  return failures === undefined
    ? outcome
    : right({ ...outcome.right, failures: failures.map((one) => redactFailure(one, command, known)) })
}

const knownTo = ({ crm }: Service, by: string): Known => ({ visibility: visibilityOf(crm.register, by), by })

/**
 * Executes a command as the actor. Neither the check of expected revisions nor a refusal reveals anything that the
 * actor may not see.
 */
export const executeAs = async (
  service: Service,
  command: unknown,
  { by, expected, ...commandContext }: Context & { readonly by: string },
): Promise<HostOutcome> => {
  const known = knownTo(service, by)
  const within = expected === undefined ? {} : { expected: hideExpected(expected, known.visibility) }
  const outcome = await service.crm.executeUnknown(command, { ...commandContext, ...within, by })
  return redactOutcome(outcome, command, known)
}

/**
 * Previews a command as the actor; a refusal reveals nothing that the actor may not see. The events about hidden records
 * are included: pages tell only how many there are.
 */
export const previewAs = async (service: Service, command: unknown, by: string): Promise<PreviewOutcome<HostTypes>> => {
  const outcome = await wholePreviewOf(service.crm)(command, { by })
  return isLeft(outcome) ? left(redactRefusal(outcome.left, knownTo(service, by))) : outcome
}
