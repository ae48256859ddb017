import { randomUUID } from 'node:crypto'
import type { ExpectedRevisions } from '@clientele/adapters'
import { isRecord } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Asked, Service } from '../../environment.js'
import { rememberDone } from './done.js'
import { type Refusal, withNames } from './named.js'
import { partsKey } from './parts.js'

export type { Refusal } from './named.js'

/** How many parts a bulk command has: one for each entry of its list. */
const partsOf = (command: unknown): number => {
  const data: unknown = isRecord(command) ? command.data : undefined
  const lists = isRecord(data) ? Object.values(data).filter((value) => Array.isArray(value)) : []
  return Math.max(0, ...lists.map(({ length }) => length))
}

/** What comes with a form: the element the reader is at, by its id, and where streams stood when the form was shown. */
export type Acting = { readonly focus?: string | undefined; readonly expected?: ExpectedRevisions | undefined }

/**
 * Gives commands in the name of the actor, one after another, and stops at the first that is refused. What was done is
 * told by the next page. Where a stream that is `expected` has moved the first command is refused, and so all are.
 */
export const act = async (
  service: Service,
  asked: Asked,
  commands: readonly unknown[],
  { focus, expected }: Acting = {},
): Promise<Either<Refusal, void>> => {
  const keys: string[] = []
  let refused = 0
  for (const [index, command] of commands.entries()) {
    const commandId = randomUUID()
    const stands = index === 0 ? expected : undefined
    const outcome = await service.crm.executeUnknown(command, { by: asked.var.by, commandId, expected: stands })
    if (isLeft(outcome)) return left(withNames(service, asked, outcome.left))
    const { events, failures } = outcome.right
    const [failure] = failures ?? []
    if (failure !== undefined && events.length === 0) return left(withNames(service, asked, failure))
    refused += failures?.length ?? 0
    if (events.length > 0) keys.push(partsKey(commandId, failures === undefined ? 0 : partsOf(command)))
    rememberDone(asked, keys, focus, refused)
  }
  if (keys.length === 0) rememberDone(asked, keys, focus, refused)
  return right(undefined)
}

const ownPath = /^\/(?![/\\])[^\s\\]*$/

/** Where a form leads back to: an address of ours, or another one of ours where it is none. */
export const backTo = (given: string | undefined, standard: string): string =>
  given !== undefined && ownPath.test(given) ? given : standard

/** Leads to an address after something was done, so that reading it again does nothing again. */
export const leadTo = (asked: Asked, address: string): Response => asked.redirect(address, 303)
