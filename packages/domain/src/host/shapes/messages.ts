import {
  command as defineCommand,
  commandAbout as defineCommandAbout,
  event as defineEvent,
} from '../../kernel/message.js'
import { rejection as defineRejection, factKinds } from '../../kernel/rejection.js'
import { isCodec, isObject, refuse } from './fields.js'

const isText = (value: unknown): boolean => typeof value === 'string'

const problemOfFields = (type: unknown, fields: unknown): string | null => {
  if (!isText(type)) return 'the name is a text.'
  const areCodecs = isObject(fields) && !Array.isArray(fields) && Object.values(fields).every(isCodec)
  return areCodecs ? null : 'the fields are an object of codecs, such as `{ customerId: CustomerId }`.'
}

const problemOfSubjects = (type: unknown, subjects: unknown, fields: unknown): string | null => {
  const problem = problemOfFields(type, fields)
  if (problem !== null) return problem
  const areFields = Array.isArray(subjects) && subjects.every((one) => Object.hasOwn(Object(fields), one))
  return areFields ? null : 'the subjects are a list of names of its fields.'
}

const isFactKind = (value: unknown): boolean => factKinds.some((one) => one === value)

const problemOfFacts = (error: unknown, facts: unknown): string | null => {
  if (!isText(error)) return 'the name is a text.'
  const areKinds = isObject(facts) && !Array.isArray(facts) && Object.values(facts).every(isFactKind)
  return areKinds ? null : `the facts are an object of ${factKinds.map((one) => `'${one}'`).join(', ')}.`
}

const checked =
  <Given extends readonly unknown[], A>(
    of: string,
    problemOf: (...given: readonly unknown[]) => string | null,
    define: (...given: Given) => A,
  ): ((...given: Given) => A) =>
  (...given) => {
    const problem = problemOf(...given)
    return problem === null ? define(...given) : refuse(of, problem)
  }

/**
 * Defines an event by its name and fields. Decoding keeps unknown fields. Throws an `Error` that carries
 * `MalformedOptions` for a name that is no text and for fields that are no codecs.
 */
export const event: typeof defineEvent = checked('event', problemOfFields, defineEvent)

/**
 * Defines a command by its name, its fields and what it does. `readCommand` refuses unknown fields. Throws like `event`.
 */
export const command: typeof defineCommand = checked('command', problemOfFields, defineCommand)

/**
 * Defines a command that names exactly one of several subjects, such as a customer or a project. Throws like `event`.
 */
export const commandAbout: typeof defineCommandAbout = checked('commandAbout', problemOfSubjects, defineCommandAbout)

/**
 * Defines a rejection by its name, its facts and its kind; a rejection of the host also by its wording. Throws like
 * `event`, for facts without a known kind too.
 */
export const rejection: typeof defineRejection = checked('rejection', problemOfFacts, defineRejection)
