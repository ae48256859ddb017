import { events } from '../catalogue.js'
import { commands, rejections } from '../decisions.js'
import type { MembershipIndex } from '../kernel/decision.js'
import { type NamedRejection, type RejectionWording, rejectionKinds } from '../kernel/rejection.js'
import { isStoreFailure } from '../ports/store-failure.js'
import { aggregateOf } from './aggregates.js'
import type { HostDecision } from './decision.js'
import { type Host, indexesOf, rejectionsOf, streamsOf } from './definitions.js'
import { isHostFailure } from './failures.js'
import type { CommandGuard } from './guards/guard.js'
import { hostRejections, hostRights } from './rights.js'
import type { HostStreams } from './streams.js'

type Problems = Iterable<string>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The maximum length of a name given by the host, in characters. */
export const longestHostName = 60

/** Whether a name is valid for the host: 1 to 60 letters, digits and underscores, starting with a letter. */
export const isHostName = (name: unknown): name is string =>
  typeof name === 'string' && name.length <= longestHostName && /^[A-Za-z]\w*$/.test(name)

const shownName = (name: unknown): string => (isHostName(name) ? name : 'with another name')

/** Returns why a name is invalid; `null` if it has 1 to 60 letters, digits and underscores and starts with a letter. */
const nameProblem = (what: string, name: unknown): string | null =>
  isHostName(name)
    ? null
    : `${what} has a name of 1 to ${longestHostName} letters, digits and underscores, the first of them a letter.`

const repeated = (what: string, names: readonly string[]): Problems =>
  names.filter((name, at) => names.indexOf(name) < at).map((name) => `two ${what} are named ${name}.`)

const isOf = (kind: string, value: unknown): boolean => isObject(value) && Reflect.get(value, 'kind') === kind

function* problemsOfShapes(guards: unknown, decisions: unknown): Problems {
  if (!Array.isArray(guards)) yield '`guards` is a list.'
  else if (!guards.every((one) => isOf('guard', one))) yield '`guards` lists what `guard` defines.'
  if (!Array.isArray(decisions)) yield '`decisions` is a list.'
  else if (!decisions.every((one) => isOf('hostDecision', one))) yield '`decisions` lists what `hostDecision` defines.'
}

function* problemsOfGuards(guards: readonly CommandGuard[]): Problems {
  for (const { name } of guards) {
    const problem = nameProblem('a guard', name)
    if (problem !== null) yield problem
  }
  yield* repeated(
    'guards',
    guards.map(({ name }) => name),
  )
}

function* problemsOfCommands(decisions: readonly HostDecision[]): Problems {
  const types = decisions.map(({ decision }) => decision.command.type)
  for (const [at, type] of types.entries()) {
    const problem = nameProblem('a command', type)
    if (problem !== null) yield problem
    else if (Object.hasOwn(commands, type)) yield `the command ${type} has the name of a command of this library.`
    const right = decisions[at]?.right
    if (!hostRights.some((one) => one === right))
      yield `the right of ${shownName(type)} is ${hostRights.map((one) => `'${one}'`).join(', ')}.`
  }
  yield* repeated('commands', types)
}

const isReserved = (category: string): boolean =>
  aggregateOf(category) !== undefined || category.startsWith('clientele')

function* problemsOfEvents({ category, events: own, upcasts, aggregate: { folds } }: HostStreams): Problems {
  for (const [name, { type }] of Object.entries(own)) {
    const problem = nameProblem('an event', type)
    if (problem !== null) yield problem
    else if (name !== type) yield `the events of ${category} list ${type} under another name.`
    else if (Object.hasOwn(events, type)) yield `the event ${type} has the name of an event of this library.`
  }
  for (const name of Object.keys(own))
    if (!folds.includes(name))
      yield `the events of ${category} list ${shownName(name)}, which its evolve does not fold.`
  for (const type of Object.keys(upcasts))
    if (!Object.hasOwn(own, type))
      yield `the upcasts of ${category} are for an event ${shownName(type)} that it does not have.`
}

function* problemsOfStreams(streams: readonly HostStreams[]): Problems {
  for (const one of streams) {
    const problem = nameProblem('a category of streams', one.category)
    if (problem !== null) yield problem
    else if (isReserved(one.category)) yield `streams ${one.category} are streams of this library.`
    yield* problemsOfEvents(one)
  }
  yield* repeated(
    'categories of streams',
    streams.map(({ category }) => category),
  )
  yield* repeated(
    'events',
    streams.flatMap(({ events: own }) => Object.keys(own)),
  )
}

const otherFailures: ReadonlySet<string> = new Set([
  'MalformedCommand',
  'MalformedQuestion',
  'Cancelled',
  'CommandIdReused',
])

const isTaken = ({ error }: NamedRejection): boolean =>
  Object.hasOwn(rejections, error) ||
  Object.hasOwn(hostRejections, error) ||
  isStoreFailure({ error }) ||
  isHostFailure({ error }) ||
  otherFailures.has(error)

const own: ReadonlySet<NamedRejection> = new Set<NamedRejection>(Object.values(rejections))

// Members of problem details, and what outcomes and failures have of their own: a fact of that name would get lost.
const reservedFacts: ReadonlySet<string> = new Set([
  'error',
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'problem',
  '_tag',
])

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

function* problemsOfWording({ error, facts, kind, wording }: NamedRejection): Problems {
  const fact = facts.find((one) => reservedFacts.has(one))
  if (fact !== undefined) yield `the rejection ${error} has a fact ${fact}, a name that refusals have already.`
  if (!rejectionKinds.includes(kind))
    yield `the kind of the rejection ${error} is ${rejectionKinds.map((one) => `'${one}'`).join(', ')}.`
  const { sentences = {}, type = error }: RejectionWording = Object(wording)
  if (!isObject(sentences) || !Object.values(sentences).every(isText))
    yield `the sentences of the rejection ${error} are texts by language.`
  const other = Object.keys(Object(wording)).find((name) => name !== 'sentences' && name !== 'type')
  if (other !== undefined) yield `the wording of the rejection ${error} has \`sentences\` by language, and \`type\`.`
  const named = Object.values(sentences).flatMap((one) =>
    [...String(one).matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  )
  const missing = named.find((name) => name !== undefined && !facts.includes(name))
  if (missing !== undefined)
    yield `the sentences of the rejection ${error} name a fact ${missing}, which it does not have.`
  if (!isText(type) || type === 'about:blank') yield `the type of the rejection ${error} is a URI of its own.`
}

function* problemsOfRejections(declared: readonly NamedRejection[]): Problems {
  const theirs = declared.filter((one) => !own.has(one))
  for (const one of theirs) {
    const problem = nameProblem('a rejection', one.error)
    if (problem !== null) yield problem
    else if (isTaken(one)) yield `the rejection ${one.error} has the name of a rejection or failure of this library.`
    else yield* problemsOfWording(one)
  }
  yield* repeated(
    'rejections',
    theirs.map(({ error }) => error),
  )
}

function* problemsOfIndexes(
  indexes: readonly MembershipIndex[],
  streams: readonly HostStreams[],
  isOurs: (name: string) => boolean,
): Problems {
  const isEvent = (type: string): boolean =>
    Object.hasOwn(events, type) || streams.some((one) => Object.hasOwn(one.events, type))
  for (const { name, joins } of indexes) {
    const problem = nameProblem('an index', name)
    if (problem !== null) yield problem
    else if (isOurs(name)) yield `the index ${name} has the name of an index of this library.`
    for (const type of Object.keys(joins))
      if (!isEvent(type))
        yield `the index ${shownName(name)} is joined by an event ${shownName(type)} that nobody declares.`
  }
  yield* repeated(
    'indexes',
    indexes.map(({ name }) => name),
  )
}

function* problemsOf(host: Host, isOurIndex: (name: string) => boolean): Problems {
  yield* problemsOfShapes(host.guards, host.decisions)
  yield* problemsOfGuards(host.guards)
  yield* problemsOfCommands(host.decisions)
  yield* problemsOfStreams(streamsOf(host))
  yield* problemsOfRejections(rejectionsOf(host))
  yield* problemsOfIndexes(indexesOf(host), streamsOf(host), isOurIndex)
}

/** Returns, as a sentence, why a register cannot be opened with the additions of a host; `null` if it can. */
export const problemOfHost = (host: Host, isOurIndex: (name: string) => boolean): string | null => {
  for (const problem of problemsOf(host, isOurIndex)) return problem
  return null
}
