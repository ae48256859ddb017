import type { Context, ExpectedRevisions, HostTypes, Outcome, Receipt } from '@clientele/adapters'
import { isImportCommandId } from '@clientele/adapters/import'
import { isLeft } from 'fp-ts/lib/Either.js'
import { answerRefusal, refuse } from '../answering/problem.js'
import { expectedBy } from '../answering/revision-tag.js'
import { give, receiptWithin } from '../asking/give.js'
import type { App, Asked, Service } from '../environment.js'
import { route } from '../routes.js'

const isJson = (asked: Asked): boolean =>
  /^application\/json\s*(;|$)/i.test(asked.req.header('content-type')?.trim() ?? '') &&
  /^\s*(identity)?\s*$/i.test(asked.req.header('content-encoding') ?? '')

const notJson = Symbol('not JSON')

/** Parses a body as JSON. Throws for invalid UTF-8 instead of guessing. */
const jsonIn = async (asked: Asked): Promise<unknown> => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await asked.req.arrayBuffer()))
  } catch {
    return notJson
  }
}

const bodyOf = async (asked: Asked): Promise<unknown> => {
  const body = await jsonIn(asked)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : notJson
}

/** The context of a command from the headers, or the name of a malformed header. */
const contextOf = (asked: Asked): (Context & { readonly by: string }) | { readonly malformed: string } => {
  const match = asked.req.header('if-match')
  const expected: ExpectedRevisions | null | undefined = match === undefined ? undefined : expectedBy(match)
  if (expected === null) return { malformed: 'If-Match' }
  const commandId = asked.req.header('idempotency-key')
  if (commandId !== undefined && isImportCommandId(commandId)) return { malformed: 'Idempotency-Key' }
  return {
    by: asked.var.by,
    ...(commandId === undefined ? {} : { commandId }),
    ...(expected === undefined ? {} : { expected }),
  }
}

const beginsStream = ({ events }: Receipt): boolean => events.some(({ revision }) => revision === 0)

type Told = {
  readonly outcome: Outcome<unknown, HostTypes>
  readonly command: unknown
  readonly isConditional: boolean
}

const answer = (service: Service, asked: Asked, { outcome, command, isConditional }: Told): Response => {
  if (!isLeft(outcome))
    return asked.json(
      receiptWithin(service, asked.var.by, command, outcome.right),
      beginsStream(outcome.right) ? 201 : 200,
    )
  const isOutOfDate = isConditional && outcome.left.error === 'ConcurrencyConflict'
  return isOutOfDate ? refuse(asked, 'OutOfDate') : answerRefusal(asked, outcome.left)
}

const execute =
  (service: Service) =>
  async (asked: Asked): Promise<Response> => {
    if (!isJson(asked)) return refuse(asked, 'ContentTypeNotTaken')
    const command = await bodyOf(asked)
    if (command === notJson) return refuse(asked, 'MalformedBody')
    const context = contextOf(asked)
    if ('malformed' in context) return refuse(asked, 'MalformedHeader', { header: context.malformed })
    const outcome = await give(service, command, context)
    return answer(service, asked, { outcome, command, isConditional: context.expected !== undefined })
  }

/**
 * `POST /commands` takes `{ type, data }` and responds with the receipt: 201 if the command started a stream, else 200.
 * `Idempotency-Key` is the id of the command; `If-Match` a revision tag of a card.
 */
export const addCommands = (app: App, service: Service): void => route(app, '/commands', { POST: execute(service) })
