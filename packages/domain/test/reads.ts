import {
  type CommandType,
  decisions,
  type MembershipIndex,
  type Meta,
  type Need,
  type StreamOf,
} from '@clientele/domain'
import type { Model } from '@clientele/testing'
import type { NamedCommand } from './given.js'

const members = ({ log }: Model, { joins }: MembershipIndex, keys: readonly string[]): readonly string[] => {
  const isMember = ({ type, data }: Model['log'][number]): boolean => {
    const field = joins[type]
    return field === null || (field !== undefined && keys.includes(String(Reflect.get(data, field))))
  }
  return [...new Set(log.filter(isMember).map(({ stream }) => stream))].sort()
}

/** What a decision read, and how many needs each of its steps had. */
type Read = { readonly names: readonly string[]; readonly perStep: readonly number[] }

/** Returns what the decision of a command reads from a model: streams by name, and lookups as `index of keys`. */
export const readBy = (world: Model, [type, data]: NamedCommand, meta: Meta): Read => {
  const rule = decisions[type as CommandType]
  const read = new Set<string>()
  const stateOf = (stream: StreamOf<unknown>): unknown => {
    read.add(stream.name)
    return world.stateOf(stream)
  }
  const answerTo = (need: Need): unknown => {
    if ('index' in need) {
      read.add(`${need.index.name} of ${need.keys.join(', ')}`)
      return members(world, need.index, need.keys)
    }
    if (!('name' in need)) return new Map(need.map((stream) => [stream.name, stateOf(stream)]))
    return stateOf(need)
  }
  const answers: Record<string, unknown> = {}
  const perStep = (rule.kind === 'decision' ? rule.steps : []).map((step) => {
    const needs = Object.entries(step(data, meta, answers))
    for (const [name, need] of needs) answers[name] = answerTo(need)
    return needs.length
  })
  return { names: [...read].sort(), perStep }
}
