import type { Form } from '../acting/form.js'
import { untilOf } from '../moment/last-day.js'

/** Reads what a form tells for a command: its data but for whom it is about. */
export type Reads = (form: Form) => object

/** How the data of commands is read from forms, by the types of the commands. */
export type ReadsByType = { readonly [type: string]: Reads | undefined }

/** A field that may be left empty: `null` where it is. */
export const orNull = (form: Form, name: string): string | null => form.text(name) ?? null

/** A field that has to be filled in: an empty text, which is refused, where it is not. */
export const required = (form: Form, name: string): string => form.text(name) ?? ''

/** A field with a whole number; what is none is left to be refused. */
export const numberIn = (form: Form, name: string): unknown => {
  const text = form.text(name)
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : (text ?? null)
}

/** Reads fields that have to be filled in. */
export const texts =
  (...names: readonly string[]): Reads =>
  (form) =>
    Object.fromEntries(names.map((name) => [name, required(form, name)]))

/** Reads fields that may be left empty, as `null`. */
export const nullables =
  (...names: readonly string[]): Reads =>
  (form) =>
    Object.fromEntries(names.map((name) => [name, orNull(form, name)]))

/** Reads with several at once. */
export const all =
  (...reads: readonly Reads[]): Reads =>
  (form) =>
    Object.assign({}, ...reads.map((read) => read(form)))

/** The first day after the last day that a field names: people name the last one. */
export const dayAfter = (form: Form, name: string): string | null => untilOf(form.text(name)) ?? null

/** The command that a form names in its field `command`, about a subject; one that is not offered is refused. */
export const commandIn = (form: Form, reads: ReadsByType, subject: object): readonly unknown[] => {
  const type = required(form, 'command')
  const read = Object.hasOwn(reads, type) ? reads[type] : undefined
  return [{ type: read === undefined ? '' : type, data: { ...subject, ...read?.(form) } }]
}
