import type { Permission } from '@clientele/domain'
import { type Locale, messagesFor, translate } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { Moment } from '../moment/moment.js'
import { nameOf } from '../names.js'
import { marketingTexts } from './texts/marketing-texts.js'

/** Whether a channel may be used, in a word. */
export const Allowed = ({ permission, locale }: { readonly permission: Permission; readonly locale: Locale }) => {
  const texts = marketingTexts(locale)
  return permission.allowed ? <strong>{texts.allowed}</strong> : <strong class="wrong">{texts.notAllowed}</strong>
}

const placeOf = ({ statement }: Permission, { register }: Moment, locale: Locale): string => {
  if (statement === null) return ''
  const { everywhere } = marketingTexts(locale)
  return statement.customerId === null ? everywhere : nameOf(register, 'customer', statement.customerId)
}

/** The headings of `whyCells`. */
export const whyColumns = (locale: Locale): readonly string[] => {
  const { headings, fields } = messagesFor(locale)
  const texts = marketingTexts(locale)
  return [texts.mayBeUsed, headings.because, texts.saidBy, texts.at, headings.since, fields.source, fields.reason]
}

/** Whether and why a channel may be used: the reason, whose statement, its source, its day. */
export const whyCells = (permission: Permission, moment: Moment, locale: Locale): readonly Child[] => {
  const messages = messagesFor(locale)
  const { because, statement } = permission
  const source = statement?.source ?? null
  return [
    <Allowed permission={permission} locale={locale} />,
    translate(messages, statement?.kind ?? because),
    statement === null ? '' : nameOf(moment.register, statement.of.kind, statement.of.id),
    placeOf(permission, moment, locale),
    <span class="day">{statement?.date ?? ''}</span>,
    source === 'contactProperty' ? messages.fields.contactProperty : (source ?? ''),
    statement?.reason ?? '',
  ]
}

/** The name of a channel as a heading. */
export const channelName = (channel: string, locale: Locale): string => {
  const name = translate(messagesFor(locale), channel)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}
