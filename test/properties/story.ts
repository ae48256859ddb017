import type { KnownEvent, Message, Meta, StreamOf } from '@clientele/domain'
import { beginning, metasOf, type Step, told } from './commands.js'
import { type Answer, createWorld } from './world.js'

/** One command of a history with what came of it; `before` and `after` count the events of the log. */
export type Chapter = {
  readonly command: Message
  readonly meta: Meta
  readonly answer: Answer
  readonly before: number
  readonly after: number
}

/** A history executed. */
export type Story = {
  readonly chapters: readonly Chapter[]
  readonly log: readonly KnownEvent[]
  /** The state of a stream as the log folds to it. */
  stateOf<State>(stream: StreamOf<State>): State
  /** Goes on with a further command. */
  execute(command: unknown, meta: Meta): Answer
}

/** Executes the beginning and a history on the domain alone. */
export const toldOnTheDomainAlone = (rest: readonly Step[]): Story => {
  const history = [...beginning, ...rest]
  const world = createWorld()
  const metas = metasOf(history)
  const chapters = history.map((step, index): Chapter => {
    const meta = metas[index] as Meta
    const command = told(step, meta.today, world.log)
    const before = world.log.length
    const answer = world.execute(command, meta)
    return { command, meta, answer, before, after: world.log.length }
  })
  return { chapters, log: world.log, stateOf: world.stateOf, execute: world.execute }
}

/** A story as it stood after some events of its log. */
export const storyUpTo = ({ log }: Story, count: number): Pick<Story, 'stateOf'> => {
  const events = log.slice(0, count)
  return {
    stateOf: ({ name, aggregate }) =>
      aggregate.fold(
        aggregate.initial,
        events.filter(({ stream }) => stream === name),
      ),
  }
}
