import { type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { exactlyOne, exactRecordOf, type Fields, type RecordOf, recordOf } from './input/codec.js'
import { type CommandDecoder, commandDecoder } from './input/command-decoder.js'
import { takeFromOutside } from './input/outside.js'
import type { Problem } from './input/problem.js'
import { type StandardSchema, standardSchema } from './input/standard-schema.js'

/** A command or an event. */
export type Message<T extends string = string, D = unknown> = { readonly type: T; readonly data: D }

/** The docs of fields that many commands and events share, shown by editors. */
type DocumentedFields = {
  /** The customer it is about. A new customer gets the id given here, or a generated one (`receipt.ids.customerId`). */
  readonly customerId: unknown
  /**
   * The person (contact) it is about. A new person gets the id given here, or a generated one (`receipt.ids.personId`).
   */
  readonly personId: unknown
  /** The employee it is about; the actor is `by` of the context. */
  readonly employeeId: unknown
  /** The role, as `DefineRole` defined it; `null` or omitted for no specific role. */
  readonly roleId: unknown
  /** The owning employee: besides administrators the only one who sees private data. By default the actor. */
  readonly ownerId: unknown
  /** Whether only its owner and administrators see it (policy `privateVisibility`). */
  readonly private: unknown
}

type DocumentedIn<D> = { readonly [K in keyof DocumentedFields as K extends keyof D ? K : never]?: unknown }

/**
 * The definition of a command or an event: call it to make a message; `codec` decodes its data, `fields` lists its
 * fields.
 */
export type Definition<T extends string = string, D = unknown> = {
  (data: D & DocumentedIn<D>): Message<T, D>
  readonly type: T
  readonly codec: t.Type<D, unknown, unknown>
  readonly fields: Fields
}

/** The definition of a command. As a Standard Schema it validates the fields and returns the command. */
export type CommandDefinition<T extends string = string, D = unknown> = Definition<T, D> &
  StandardSchema<D, Message<T, D>> & {
    /** Decodes fields strictly, without copying them. */
    readonly decode: CommandDecoder<D>
    /** What the command does, in one sentence; empty if not described. */
    readonly sentence: string
  }

/** A definition with its data type erased. */
export type NamedDefinition<T extends string = string> = {
  readonly type: T
  readonly codec: t.Mixed
  readonly fields: Fields
}

const define = <T extends string, F extends Fields>(
  type: T,
  fields: F,
  codec: t.Type<RecordOf<F>, unknown, unknown>,
): Definition<T, RecordOf<F>> => Object.assign((data: RecordOf<F>) => ({ type, data }), { type, codec, fields })

const withStandardSchema = <T extends string, D>(
  definition: Definition<T, D>,
  sentence: string,
): CommandDefinition<T, D> => {
  const decode = commandDecoder(definition.codec)
  const decodeFromOutside = (value: unknown): Either<readonly Problem[], Message<T, D>> => {
    const taken = takeFromOutside(value)
    if (isLeft(taken)) return left([taken.left])
    return map(definition)(decode(taken.right))
  }
  return Object.assign(definition, { decode, sentence, ...standardSchema<D, Message<T, D>>(decodeFromOutside) })
}

/** Defines an event by its name and fields. Decoding keeps unknown fields. */
export const event = <T extends string, F extends Fields>(type: T, fields: F): Definition<T, RecordOf<F>> =>
  define(type, fields, recordOf(type, fields))

/** Defines a command by its name, its fields and what it does. `readCommand` refuses unknown fields. */
export const command = <T extends string, F extends Fields>(
  type: T,
  fields: F,
  sentence = '',
): CommandDefinition<T, RecordOf<F>> => withStandardSchema(define(type, fields, exactRecordOf(type, fields)), sentence)

/** Defines a command that names exactly one of several subjects, such as a customer or a project. */
export const commandAbout = <T extends string, F extends Fields>(
  type: T,
  subjects: readonly (keyof F & string)[],
  fields: F,
  sentence = '',
): CommandDefinition<T, RecordOf<F>> =>
  withStandardSchema(define(type, fields, exactlyOne(subjects, exactRecordOf(type, fields))), sentence)

/** The messages a table of definitions describes. */
export type MessageOf<T> = {
  [K in keyof T]: T[K] extends Definition<infer N, infer D> ? Message<N, D> : never
}[keyof T]

/** The data of a definition's messages. */
export type DataOf<D> = D extends Definition<string, infer A> ? A : never
