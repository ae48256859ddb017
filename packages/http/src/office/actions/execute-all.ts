import { randomUUID } from 'node:crypto'
import type { ExpectedRevisions } from '@clientele/adapters'
import { isRecord } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { executeAs } from '../../requests/execute-as.js'
import { rememberChange } from './last-change.js'
import { partsKey } from './parts.js'
import { type Refusal, withNames } from './refusal-names.js'

export type { Refusal } from './refusal-names.js'

/** The refusal of an action on a record that others have changed meanwhile. */
export const conflict: Refusal = { error: 'ConcurrencyConflict' }

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
export type FormContext = { readonly focus?: string | undefined; readonly expected?: ExpectedRevisions | undefined }

/** The result for the next page: the keys of the commands that appended events, and the number of refused parts. */
type ActionResult = { readonly keys: string[]; notDone: number }

type CommandRequest = {
  readonly command: unknown
  readonly expected: ExpectedRevisions | undefined
  readonly result: ActionResult
}

/** Executes a command and records its result. Returns the refusal if it appended nothing. */
const executeOne = async (
  service: Service,
  context: RequestContext,
  { command, expected, result }: CommandRequest,
): Promise<Refusal | null> => {
  const commandId = randomUUID()
  const outcome = await executeAs(service, command, { by: context.var.by, commandId, expected })
  if (isLeft(outcome)) return outcome.left
  const { events, failures } = outcome.right
  const [failure] = failures ?? []
  if (failure !== undefined && events.length === 0) return failure
  result.notDone += failures?.length ?? 0
  if (events.length > 0) result.keys.push(partsKey(commandId, failures === undefined ? 0 : partsOf(command)))
  return null
}

/**
 * Executes commands as the actor, one after another, and stops at the first refusal. The next page reports what was
 * done. If an `expected` stream has changed, the first command is refused, and the others are not executed.
 */
export const executeAll = async (
  service: Service,
  context: RequestContext,
  commands: readonly unknown[],
  { focus, expected }: FormContext = {},
): Promise<Either<Refusal, void>> => {
  const result: ActionResult = { keys: [], notDone: 0 }
  for (const [index, command] of commands.entries()) {
    const refused = await executeOne(service, context, {
      command,
      expected: index === 0 ? expected : undefined,
      result,
    })
    if (refused === null) continue
    if (index > 0) rememberChange(context, { ...result, focus })
    return left(withNames(service, context, refused))
  }
  rememberChange(context, { ...result, focus })
  return right(undefined)
}

// As browsers send addresses: printable characters, the rest escaped.
const ownPath = /^\/(?![/\\])[!-[\]-~]{0,8000}$/

/** The address to return to: the given one if it is on this site, else the default. */
export const returnAddress = (given: string | undefined, standard: string): string =>
  given !== undefined && ownPath.test(given) ? given : standard

/** Redirects after a change, so that reloading the page does not repeat it. */
export const redirectTo = (context: RequestContext, address: string): Response => context.redirect(address, 303)
