import type { Declared } from './decision.js'
import type { Definition, Message, NamedDefinition } from './message.js'

/**
 * A command with many parts: each is decided on its own, and rejections are reported per part. Its events and
 * rejections are those of the decision of its parts.
 */
export type Bulk<T extends string = string, E extends string = string, R extends string = string> = Declared<E, R> & {
  readonly kind: 'bulk'
  readonly command: NamedDefinition<T>
  each(data: unknown): readonly BulkPart[]
}

/** One command of a bulk command, and the fields that mark its refusal. */
export type BulkPart = { readonly command: Message; readonly about: { readonly [field: string]: string } }

/** Defines a bulk command; `each` lists its parts, and `of` is the decision of each. */
export const bulk = <T extends string, D, E extends string, R extends string>(rule: {
  readonly command: Definition<T, D>
  readonly of: Declared<E, R>
  readonly each: (data: D) => readonly BulkPart[]
}): Bulk<T, E, R> => ({
  kind: 'bulk',
  command: rule.command,
  appends: rule.of.appends,
  rejects: rule.of.rejects,
  each: rule.each as Bulk['each'],
})
