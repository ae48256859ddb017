import type { Context, ExpectedRevisions, HostTypes, Outcome, Receipt } from '@clientele/adapters'
import { isImportCommandId } from '@clientele/adapters/import'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../environment.js'
import { executeAs } from '../requests/execute-as.js'
import { answerRefusal, refuse } from '../responses/problem.js'
import { expectedBy } from '../responses/revision-tag.js'
import { route } from '../routes.js'

const isJson = (context: RequestContext): boolean =>
  /^application\/json\s*(;|$)/i.test(context.req.header('content-type')?.trim() ?? '') &&
  /^\s*(identity)?\s*$/i.test(context.req.header('content-encoding') ?? '')

const notJson = Symbol('not JSON')

/** Parses a body as JSON. Throws for invalid UTF-8 instead of guessing. */
const jsonIn = async (context: RequestContext): Promise<unknown> => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await context.req.arrayBuffer()))
  } catch {
    return notJson
  }
}

const bodyOf = async (context: RequestContext): Promise<unknown> => {
  const body = await jsonIn(context)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : notJson
}

/** The context of a command from the headers, or the name of a malformed header. */
const contextOf = (context: RequestContext): (Context & { readonly by: string }) | { readonly malformed: string } => {
  const match = context.req.header('if-match')
  const expected: ExpectedRevisions | null | undefined = match === undefined ? undefined : expectedBy(match)
  if (expected === null) return { malformed: 'If-Match' }
  const commandId = context.req.header('idempotency-key')
  if (commandId !== undefined && isImportCommandId(commandId)) return { malformed: 'Idempotency-Key' }
  return {
    by: context.var.by,
    ...(commandId === undefined ? {} : { commandId }),
    ...(expected === undefined ? {} : { expected }),
  }
}

const startsStream = ({ events }: Receipt): boolean => events.some(({ revision }) => revision === 0)

type CommandOutcome = Outcome<unknown, HostTypes>

type Refused = Extract<CommandOutcome, { readonly _tag: 'Left' }>['left']

type CommandResult = {
  readonly outcome: CommandOutcome
  readonly isConditional: boolean
}

const isAboutTag = (problems: unknown): boolean =>
  Array.isArray(problems) && problems.some((problem) => /^expected./.test(String(Reflect.get(problem, 'path'))))

// The tag of a stream that cannot exist is of no card that could be asked for again.
const isOutOfDate = (refused: Refused): boolean =>
  refused.error === 'ConcurrencyConflict' || ('problems' in refused && isAboutTag(refused.problems))

const answer = (context: RequestContext, { outcome, isConditional }: CommandResult): Response => {
  if (!isLeft(outcome)) return context.json(outcome.right, startsStream(outcome.right) ? 201 : 200)
  return isConditional && isOutOfDate(outcome.left)
    ? refuse(context, 'OutOfDate')
    : answerRefusal(context, outcome.left)
}

const execute =
  (service: Service) =>
  async (context: RequestContext): Promise<Response> => {
    if (!isJson(context)) return refuse(context, 'ContentTypeNotTaken')
    const command = await bodyOf(context)
    if (command === notJson) return refuse(context, 'MalformedBody')
    const commandContext = contextOf(context)
    if ('malformed' in commandContext) return refuse(context, 'MalformedHeader', { header: commandContext.malformed })
    const outcome = await executeAs(service, command, commandContext)
    return answer(context, { outcome, isConditional: commandContext.expected !== undefined })
  }

/**
 * `POST /commands` takes `{ type, data }` and responds with the receipt: 201 if the command started a stream, else 200.
 * `Idempotency-Key` is the id of the command; `If-Match` a revision tag of a card.
 */
export const addCommands = (app: App, service: Service): void => route(app, '/commands', { POST: execute(service) })
