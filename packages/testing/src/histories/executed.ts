import type { KnownEvent, Message, Meta, StreamOf } from '@clientele/domain'
import { type Answer, createModel, type Model, type ModelOptions } from '../model/index.js'
import { beginning } from './beginning.js'
import { commandOf, metasOf, type Step } from './step.js'

/** An executed command and its result. `before` and `after` are the number of events in the log. */
export type ExecutedCommand = {
  readonly command: Message
  readonly meta: Meta
  readonly answer: Answer
  readonly before: number
  readonly after: number
}

/** A log, with the commands that produced it, if known. */
export type History = {
  readonly log: readonly KnownEvent[]
  readonly commands: readonly ExecutedCommand[]
  /** Returns the state of a stream, folded from the log. */
  stateOf<State>(stream: StreamOf<State>): State
}

/** A history that can execute further commands. */
export type OpenHistory = History & Pick<Model, 'execute'>

const executeStep = (model: Model, step: Step, meta: Meta): ExecutedCommand => {
  const command = commandOf(step, meta.today, model.log)
  const before = model.log.length
  const answer = model.execute(command, meta)
  return { command, meta, answer, before, after: model.log.length }
}

/** Executes steps on a model in order, without the first `done`, which the model has already executed. */
export function* executeSteps(steps: readonly Step[], model: Model, done = 0): Generator<ExecutedCommand> {
  for (const [index, meta] of metasOf(steps).entries()) {
    const step = steps[index]
    if (step !== undefined && index >= done) yield executeStep(model, step, meta)
  }
}

/** Executes `beginning` and then these steps on a model: no store, no views. */
export const executeHistory = (rest: readonly Step[], options: ModelOptions = {}): OpenHistory => {
  const model = createModel([], options)
  const commands = [...executeSteps([...beginning, ...rest], model)]
  return { commands, log: model.log, stateOf: model.stateOf, execute: model.execute }
}

const groupByStream = (log: readonly KnownEvent[]): ReadonlyMap<string, readonly KnownEvent[]> => {
  const streams = new Map<string, KnownEvent[]>()
  for (const event of log) {
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  return streams
}

/** Folds each stream of a finished log once and caches its state: invariants read the same states many times. */
const cachedStates = (log: readonly KnownEvent[]): History['stateOf'] => {
  const streams = groupByStream(log)
  const states = new Map<string, unknown>()
  return <State>({ name, aggregate }: StreamOf<State>): State => {
    if (!states.has(name)) states.set(name, aggregate.fold(aggregate.initial, streams.get(name) ?? []))
    return states.get(name) as State
  }
}

/** Creates a history of any log. */
export const historyOf = (log: readonly KnownEvent[], commands: readonly ExecutedCommand[] = []): History => ({
  log,
  commands,
  stateOf: cachedStates(log),
})

/** Returns the history of the first `count` events of a log, without commands. */
export const historyUpTo = ({ log }: History, count: number): History => historyOf(log.slice(0, count))
