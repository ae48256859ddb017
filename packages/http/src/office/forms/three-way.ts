import type { Form } from '../acting/form.js'
import type { Filled } from '../pages.js'
import { orNull } from './reads.js'

const before = (name: string): string => `was-${name}`

/** The name of the hidden field that holds what a field was when its form was shown. */
export const wasName = before

/** Whether somebody has changed a field of a form. */
const isChanged = (form: Form, name: string): boolean => orNull(form, name) !== orNull(form, before(name))

/** The fields of a form that somebody has changed, so that others' changes of other fields stay. */
export const changedIn = (form: Form, names: readonly string[]): { readonly [name: string]: string | null } =>
  Object.fromEntries(names.filter((name) => isChanged(form, name)).map((name) => [name, orNull(form, name)]))

/** What a field shows after its form was refused: what was filled in where it was changed, else what is so now. */
export const mergedValue = ({ form, refusal }: Filled, name: string, now: string | null): string | undefined =>
  (refusal !== null && isChanged(form, name) ? form.text(name) : now) ?? undefined
