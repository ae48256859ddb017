import { randomUUID } from 'node:crypto'
import type { ExpectedRevisions } from '@clientele/adapters'
import { isRecord } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { give as execute } from '../../asking/give.js'
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

/** What the next page tells: the keys of the commands that did something, and how many parts were not done. */
type Told = { readonly keys: string[]; notDone: number }

type Given = { readonly command: unknown; readonly expected: ExpectedRevisions | undefined; readonly told: Told }

/** Gives a command, and notes what it did; why it was refused where it did nothing for that. */
const give = async (service: Service, asked: Asked, { command, expected, told }: Given): Promise<Refusal | null> => {
  const commandId = randomUUID()
  const outcome = await execute(service, command, { by: asked.var.by, commandId, expected })
  if (isLeft(outcome)) return outcome.left
  const { events, failures } = outcome.right
  const [failure] = failures ?? []
  if (failure !== undefined && events.length === 0) return failure
  told.notDone += failures?.length ?? 0
  if (events.length > 0) told.keys.push(partsKey(commandId, failures === undefined ? 0 : partsOf(command)))
  return null
}

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
  const told: Told = { keys: [], notDone: 0 }
  for (const [index, command] of commands.entries()) {
    const refused = await give(service, asked, { command, expected: index === 0 ? expected : undefined, told })
    if (refused === null) continue
    if (index > 0) rememberDone(asked, { ...told, focus })
    return left(withNames(service, asked, refused))
  }
  rememberDone(asked, { ...told, focus })
  return right(undefined)
}

// As browsers write addresses: printable, the rest escaped.
const ownPath = /^\/(?![/\\])[!-[\]-~]{0,8000}$/

/** Where a form leads back to: an address of ours, or another one of ours where it is none. */
export const backTo = (given: string | undefined, standard: string): string =>
  given !== undefined && ownPath.test(given) ? given : standard

/** Leads to an address after something was done, so that reading it again does nothing again. */
export const leadTo = (asked: Asked, address: string): Response => asked.redirect(address, 303)
