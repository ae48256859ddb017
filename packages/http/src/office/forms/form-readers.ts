import type { Form } from '../actions/form.js'
import { untilOf } from '../moment/last-day.js'

/** Reads the data of a command from a form, without its subject. */
export type FormReader = (form: Form) => object

/** The readers of command data by command type. */
export type FormReaders = { readonly [type: string]: FormReader | undefined }

/** An optional field: `null` if it is empty. */
export const orNull = (form: Form, name: string): string | null => form.text(name) ?? null

/** A mandatory field: if it is missing, an empty text, which the command refuses. */
export const required = (form: Form, name: string): string => form.text(name) ?? ''

/** A field with a whole number; other texts are passed on, so that the command refuses them. */
export const numberIn = (form: Form, name: string): unknown => {
  const text = form.text(name)
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : (text ?? null)
}

/** Reads mandatory fields. */
export const texts =
  (...names: readonly string[]): FormReader =>
  (form) =>
    Object.fromEntries(names.map((name) => [name, required(form, name)]))

/** Reads optional fields, as `null` if they are empty. */
export const nullables =
  (...names: readonly string[]): FormReader =>
  (form) =>
    Object.fromEntries(names.map((name) => [name, orNull(form, name)]))

/** Combines several readers. */
export const all =
  (...reads: readonly FormReader[]): FormReader =>
  (form) =>
    Object.assign({}, ...reads.map((read) => read(form)))

/** The day after the day in a field: people enter the last day. */
export const dayAfter = (form: Form, name: string): string | null => untilOf(form.text(name)) ?? null

/** The command named in the field `command` of a form, about a subject; an unknown one is refused. */
export const commandIn = (form: Form, reads: FormReaders, subject: object): readonly unknown[] => {
  const type = required(form, 'command')
  const read = Object.hasOwn(reads, type) ? reads[type] : undefined
  return [{ type: read === undefined ? '' : type, data: { ...subject, ...read?.(form) } }]
}
