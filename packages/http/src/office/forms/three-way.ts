import type { Form } from '../actions/form.js'
import type { FormState } from '../pages.js'
import { orNull } from './form-readers.js'

const previousName = (name: string): string => `was-${name}`

/** The name of the hidden field with the value a field had when its form was shown. */
export const hiddenName = previousName

/** Whether the user has changed a field of a form. */
const isChanged = (form: Form, name: string): boolean => orNull(form, name) !== orNull(form, previousName(name))

/** The fields of a form that the user has changed, so that other users' changes of other fields survive. */
export const changedFields = (form: Form, names: readonly string[]): { readonly [name: string]: string | null } =>
  Object.fromEntries(names.filter((name) => isChanged(form, name)).map((name) => [name, orNull(form, name)]))

/** The value of a field after its form was refused: the submitted one if the user changed it, else the present one. */
export const mergedValue = ({ form, refusal }: FormState, name: string, now: string | null): string | undefined =>
  (refusal !== null && isChanged(form, name) ? form.text(name) : now) ?? undefined
