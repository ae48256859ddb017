import type { Bulk } from './bulk.js'
import type { Decision } from './decision.js'

/** The decisions among the exports of modules, by the name of their command. */
export type DecisionsAmong<Exports> = {
  readonly [K in keyof Exports as Exports[K] extends Decision<infer T> | Bulk<infer T> ? T : never]: Exports[K]
}

const isDecision = (value: unknown): value is Decision | Bulk =>
  typeof value === 'object' && value !== null && 'kind' in value && 'command' in value

/** Lists the decisions that modules export by the name of their command: `decisionsAmong({ ...details, ...groups })`. */
export const decisionsAmong = <Exports extends object>(exports: Exports): DecisionsAmong<Exports> =>
  Object.fromEntries(
    Object.values(exports).flatMap((value: unknown) => (isDecision(value) ? [[value.command.type, value]] : [])),
  ) as DecisionsAmong<Exports>

/** One decision per command of a table; a missing one does not compile. */
export type Decisions<Commands> = {
  readonly [K in keyof Commands & string]: Decision<K> | Bulk<K>
}
