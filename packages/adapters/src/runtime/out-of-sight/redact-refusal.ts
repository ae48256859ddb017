import {
  ContactWasMerged,
  type Decision,
  type Meta,
  NotOwner,
  type Rejection,
  type Writes,
  withDefinitionOf,
} from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { textsIn, type Visibility, visibilityOf } from './visibility.js'

type Refused = { readonly error: string }

/** What an actor may see. */
type Known = { readonly visibility: Visibility; readonly by: string }

/** The facts of refusals that name further records. */
const categoriesOf = ({ error }: Refused): { readonly [fact: string]: string | undefined } => ({
  customerId: 'customer',
  customerIds: 'customer',
  heldBy: 'customer',
  personId: 'person',
  personIds: 'person',
  survivorId: error === ContactWasMerged.error ? 'person' : 'customer',
})

// These facts may be missing, so the refusal can do without the hidden record.
const mayBeMissing: ReadonlySet<string> = new Set(['heldBy'])

/** Lists the facts of a refusal that name hidden records, with the values that may be told; none if it is about one. */
const hiddenFacts = (refused: Refused, { visibility }: Known): readonly (readonly [string, unknown])[] =>
  Object.entries(refused).flatMap(([fact, value]): readonly (readonly [string, unknown])[] => {
    const category = categoriesOf(refused)[fact]
    const isHidden = (id: string): boolean => !visibility.seesStream(`${category}-${id}`)
    if (category === undefined || !textsIn(value).some(isHidden)) return []
    const told = Array.isArray(value) ? textsIn(value).filter((id) => !isHidden(id)) : undefined
    return [[fact, mayBeMissing.has(fact) ? null : told]]
  })

type NotOwned = { readonly error: 'NotOwner'; readonly by: string }

/**
 * Removes hidden records from the lists of a refusal. One that is about a hidden record becomes the refusal for that
 * record itself.
 */
export const redactRefusal = <R extends Refused>(refused: R, known: Known): R | NotOwned => {
  const hidden = hiddenFacts(refused, known)
  if (hidden.length === 0) return refused
  if (hidden.some(([, value]) => value === undefined)) return { error: NotOwner.error, by: known.by }
  return withDefinitionOf(refused, { ...refused, ...Object.fromEntries(hidden) })
}

/** Whether what a refusal tells depends on what the actor of its command may see: it names customers or contacts. */
export const dependsOnSight = (refusal: Rejection, { meta: { host } }: Pick<Executed, 'meta'>): boolean =>
  host !== true && Object.keys(refusal).some((fact) => categoriesOf(refusal)[fact] !== undefined)

/** Removes what the actor of a command may not see from its refusal. */
export type Redact = (refusal: Rejection, execution: Executed) => Rejection

type Executed = { readonly decision: Pick<Decision, 'rejects'>; readonly meta: Meta }

/**
 * Creates the redaction of the refusals of a register. The host sees everything. A command that may not end with
 * `NotOwner` concerns nothing that belongs to somebody, so its refusal stays.
 */
export const createRedaction =
  (register: ReadableRegister): Redact =>
  (refusal, { decision, meta }) => {
    if (!dependsOnSight(refusal, { meta })) return refusal
    const { by } = meta
    const redacted = redactRefusal(refusal, { visibility: visibilityOf(register, by), by })
    const isDeclared =
      redacted.error === refusal.error || decision.rejects.some(({ error }) => error === redacted.error)
    return isDeclared ? redacted : refusal
  }

/** A command to decide, and who decides it when. */
export type Deciding = { readonly decision: Decision; readonly data: unknown; readonly meta: Meta }

/** Decides a command on what it read; a refusal names nothing that the actor may not see. */
export const decideFor = (
  { redact }: { readonly redact: Redact },
  execution: Deciding,
  answers: unknown,
): Either<Rejection, Writes> => {
  const outcome = execution.decision.decide(answers, execution.data, execution.meta)
  return isLeft(outcome) ? left(redact(outcome.left, execution)) : outcome
}
