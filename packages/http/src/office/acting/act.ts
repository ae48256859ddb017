import { randomUUID } from 'node:crypto'
import type { ExpectedRevisions } from '@clientele/adapters'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Asked, Service } from '../../environment.js'
import { rememberDone } from './done.js'

/** A refused command: its name and facts. */
export type Refusal = { readonly error: string }

/** What comes with a form: the element the reader is at, by its id, and where streams stood when the form was shown. */
export type Acting = { readonly focus?: string | undefined; readonly expected?: ExpectedRevisions | undefined }

/**
 * Gives commands in the name of the actor, one after another, and stops at the first that is refused. What was done is
 * told by the next page. Where a stream that is `expected` has moved the first command is refused, and so all are.
 */
export const act = async (
  { crm }: Service,
  asked: Asked,
  commands: readonly unknown[],
  { focus, expected }: Acting = {},
): Promise<Either<Refusal, void>> => {
  for (const [index, command] of commands.entries()) {
    const commandId = randomUUID()
    const stands = index === 0 ? expected : undefined
    const outcome = await crm.executeUnknown(command, { by: asked.var.by, commandId, expected: stands })
    if (isLeft(outcome)) return left(outcome.left)
    const [failure] = outcome.right.failures ?? []
    if (failure !== undefined && outcome.right.events.length === 0) return left(failure)
    if (outcome.right.events.length > 0) rememberDone(asked, commandId, focus)
  }
  return right(undefined)
}

const ownPath = /^\/(?![/\\])[^\s\\]*$/

/** Where a form leads back to: an address of ours, or another one of ours where it is none. */
export const backTo = (given: string | undefined, standard: string): string =>
  given !== undefined && ownPath.test(given) ? given : standard

/** Leads to an address after something was done, so that reading it again does nothing again. */
export const leadTo = (asked: Asked, address: string): Response => asked.redirect(address, 303)
