import { isPolicyName, policyTable } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import type { Form } from '../actions/form.js'
import { policyTexts } from './texts/policy-texts.js'

type Locale = RequestContext['var']['locale']

/** The kind of input for a setting. */
export type Kind = 'choice' | 'flag' | 'number' | 'list' | 'text'

const valuesIn = (codec: object): readonly string[] => {
  const values: unknown = Reflect.get(codec, 'values')
  return Array.isArray(values) ? values.map(String) : []
}

/** The allowed values of a policy, if they are few. */
export const choicesOf = (key: string): readonly string[] => (isPolicyName(key) ? valuesIn(policyTable[key].codec) : [])

/** The kind of input for a setting: a number for numbered settings; for policies by their default value. */
export const kindOf = (key: string): Kind => {
  if (!isPolicyName(key)) return 'number'
  const { standard } = policyTable[key]
  if (choicesOf(key).length > 0) return 'choice'
  if (typeof standard === 'boolean') return 'flag'
  if (typeof standard === 'number') return 'number'
  return Array.isArray(standard) ? 'list' : 'text'
}

const named = (name: string, locale: Locale): string =>
  new Map<string, string>(Object.entries(policyTexts(locale))).get(name) ?? name

/** The name of a setting. */
export const settingName = (key: string, locale: Locale): string => named(key, locale)

/** A value of a setting in words. */
export const valueText = (value: unknown, locale: Locale): string => {
  const messages = messagesFor(locale)
  if (value === null || value === undefined) return messages.words.noValue
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (Array.isArray(value)) return value.map((one) => named(String(one), locale)).join(', ')
  return named(String(value), locale)
}

/** The value of a setting as a form value. */
export const formValue = (value: unknown): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value)

const numberOr = (text: string | undefined): unknown => {
  if (text === undefined) return null
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text
}

/** The value of a setting in a form. */
export const valueIn = (key: string, form: Form): unknown => {
  const text = form.text('value')
  switch (kindOf(key)) {
    case 'flag':
      return text === 'true'
    case 'number':
      return numberOr(text)
    case 'list':
      return (text ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    default:
      return text ?? ''
  }
}

/** The command that sets a setting to the value of a form. */
export const changeCommand = (key: string, form: Form): object => {
  const data = { key, value: valueIn(key, form) }
  if (isPolicyName(key)) return { type: 'ChangePolicy', data }
  const liftsBans = form.text('liftsBans') === 'true' ? { liftsBans: true } : {}
  return { type: 'ChangeSetting', data: { ...data, ...liftsBans } }
}
