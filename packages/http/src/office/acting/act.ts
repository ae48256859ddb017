import { randomUUID } from 'node:crypto'
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

/**
 * Gives commands in the name of the actor, one after another, and stops at the first that is refused. What was done is
 * told by the next page. `focus` is the id of the element the reader is at.
 */
export const act = async (
  service: Service,
  asked: Asked,
  commands: readonly unknown[],
  focus?: string,
): Promise<Either<Refusal, void>> => {
  const keys: string[] = []
  let refused = 0
  for (const command of commands) {
    const commandId = randomUUID()
    const outcome = await service.crm.executeUnknown(command, { by: asked.var.by, commandId })
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
