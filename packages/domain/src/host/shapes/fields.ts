import { nearestOf } from '../../kernel/input/unknown-fields.js'
import { failureError } from '../../ports/store-failure.js'

/** A field of a definition: whether a value fits, in which words a message describes it, and whether it must be given. */
type Field = { readonly is: (value: unknown) => boolean; readonly words: string; readonly isOptional?: true }

/** The fields of a definition by name; a missing one does not compile. */
export type FieldsOf<Definition> = { readonly [K in keyof Required<Definition>]: Field }

/** Whether a value is an object. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isCall = (value: unknown): boolean => typeof value === 'function'

/** Whether a value is a codec; those of ids are functions too. */
export const isCodec = (value: unknown): boolean =>
  (isObject(value) || isCall(value)) && isCall(Reflect.get(Object(value), 'validate'))

const optional = (field: Field): Field => ({ ...field, isOptional: true })

const list: Field = { is: Array.isArray, words: 'a list' }

/** The kinds of fields. */
export const fields = {
  text: { is: (value) => typeof value === 'string', words: 'a text' },
  call: { is: isCall, words: 'a function' },
  object: { is: isObject, words: 'an object' },
  anything: { is: () => true, words: 'a value' },
  list,
  definition: {
    is: (value) => typeof value === 'function' && 'codec' in value,
    words: 'what `command` defines',
  },
  steps: {
    is: (value) => {
      const steps: unknown = isObject(value) ? Reflect.get(value, 'steps') : null
      return Array.isArray(steps) && steps.every(isCall)
    },
    words: 'what `guardReads` or `reading` returns for functions',
  },
  optional,
} as const satisfies { readonly [kind: string]: Field | ((field: Field) => Field) }

/** Throws `MalformedOptions` with a problem; `of` is the function that got the definition. */
export const refuse = (of: string, problem: string): never => {
  throw failureError({ error: 'MalformedOptions', problem: `${of}: ${problem}` })
}

const refuseField = (of: string, name: string, known: readonly string[]): never => {
  const nearest = nearestOf(name, known)
  const shown = /^\w{1,60}$/.test(name) ? `\`${name}\`` : 'a name with other characters'
  return refuse(of, `${shown} is no field${nearest === null ? '.' : `; did you mean \`${nearest}\`?`}`)
}

/**
 * Throws an `Error` that carries `MalformedOptions` for a definition that is no object, lacks a field, or has an unknown
 * or a wrong one: the compiler tells hosts in TypeScript the same.
 */
export const refuseMalformed = (of: string, definition: unknown, known: { readonly [name: string]: Field }): void => {
  const given = isObject(definition) ? definition : refuse(of, 'the definition is an object.')
  const names = Object.keys(known)
  for (const name of Object.keys(given)) if (!names.includes(name)) refuseField(of, name, names)
  for (const [name, { is, words, isOptional }] of Object.entries(known)) {
    const value: unknown = Reflect.get(given, name)
    if (!(value === undefined && isOptional === true) && !is(value)) refuse(of, `\`${name}\` is ${words}.`)
  }
}
