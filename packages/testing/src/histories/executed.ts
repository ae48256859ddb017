import type { KnownEvent, Message, Meta, StreamOf } from '@clientele/domain'
import { type Answer, createModel, type Model, type ModelOptions } from '../model/index.js'
import { beginning } from './beginning.js'
import { commandOf, metasOf, type Step } from './step.js'

/** A command that was executed, with what came of it; `before` and `after` count the events of the log. */
export type ExecutedCommand = {
  readonly command: Message
  readonly meta: Meta
  readonly answer: Answer
  readonly before: number
  readonly after: number
}

/** A log, with the commands that made it as far as they are known. */
export type History = {
  readonly log: readonly KnownEvent[]
  readonly commands: readonly ExecutedCommand[]
  /** The state of a stream as the log folds to it. */
  stateOf<State>(stream: StreamOf<State>): State
}

/** A history that goes on with further commands. */
export type OpenHistory = History & Pick<Model, 'execute'>

const executedBy = (model: Model, step: Step, meta: Meta): ExecutedCommand => {
  const command = commandOf(step, meta.today, model.log)
  const before = model.log.length
  const answer = model.execute(command, meta)
  return { command, meta, answer, before, after: model.log.length }
}

/** Executes steps on a model one after another; the model has executed the first `done` of them already. */
export function* executeSteps(steps: readonly Step[], model: Model, done = 0): Generator<ExecutedCommand> {
  for (const [index, meta] of metasOf(steps).entries()) {
    const step = steps[index]
    if (step !== undefined && index >= done) yield executedBy(model, step, meta)
  }
}

/** Executes the beginning and these steps on the domain alone. */
export const executeHistory = (rest: readonly Step[], options: ModelOptions = {}): OpenHistory => {
  const model = createModel([], options)
  const commands = [...executeSteps([...beginning, ...rest], model)]
  return { commands, log: model.log, stateOf: model.stateOf, execute: model.execute }
}

const byStream = (log: readonly KnownEvent[]): ReadonlyMap<string, readonly KnownEvent[]> => {
  const streams = new Map<string, KnownEvent[]>()
  for (const event of log) {
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  return streams
}

/** Folds the streams of a log that does not grow, each once: invariants ask for them again and again. */
const foldedOnce = (log: readonly KnownEvent[]): History['stateOf'] => {
  const streams = byStream(log)
  const states = new Map<string, unknown>()
  return <State>({ name, aggregate }: StreamOf<State>): State => {
    if (!states.has(name)) states.set(name, aggregate.fold(aggregate.initial, streams.get(name) ?? []))
    return states.get(name) as State
  }
}

/** Makes a history of a log, whoever wrote it. */
export const historyOf = (log: readonly KnownEvent[], commands: readonly ExecutedCommand[] = []): History => ({
  log,
  commands,
  stateOf: foldedOnce(log),
})

/** A history as it stood after some events of its log. */
export const historyUpTo = ({ log }: History, count: number): History => historyOf(log.slice(0, count))
