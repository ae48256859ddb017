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

/** The number of parts of a bulk command: one per entry of its list. */
const partsOf = (command: unknown): number => {
  const data: unknown = isRecord(command) ? command.data : undefined
  const lists = isRecord(data) ? Object.values(data).filter((value) => Array.isArray(value)) : []
  return Math.max(0, ...lists.map(({ length }) => length))
}

/**
 * What a form submits beside its commands: the id of the focused element, and the revisions of streams when the form
 * was shown.
 */
export type Acting = { readonly focus?: string | undefined; readonly expected?: ExpectedRevisions | undefined }

/** The result for the next page: the keys of the commands that appended events, and the number of refused parts. */
type Told = { readonly keys: string[]; notDone: number }

type Given = { readonly command: unknown; readonly expected: ExpectedRevisions | undefined; readonly told: Told }

/** Executes a command and records its result. Returns the refusal if it appended nothing. */
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
 * Executes commands as the actor, one after another, and stops at the first refusal. The next page reports what was
 * done. If an `expected` stream has changed, the first command is refused, and the others are not executed.
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

// As browsers send addresses: printable characters, the rest escaped.
const ownPath = /^\/(?![/\\])[!-[\]-~]{0,8000}$/

/** The address to return to: the given one if it is on this site, else the default. */
export const backTo = (given: string | undefined, standard: string): string =>
  given !== undefined && ownPath.test(given) ? given : standard

/** Redirects after a change, so that reloading the page does not repeat it. */
export const leadTo = (asked: Asked, address: string): Response => asked.redirect(address, 303)
