import type { Locale } from '../messages/locale.js'
import { messagesFor } from '../messages/messages.js'
import type { PersonRow } from '../tables/rows.js'

/** The full name of a person; a translated placeholder if it was erased. */
export const fullNameOf = (
  { firstName, lastName, erased }: Pick<PersonRow, 'firstName' | 'lastName' | 'erased'>,
  locale?: Locale | undefined,
): string => {
  if (erased === 'full') return messagesFor(locale).erased
  return firstName === null || firstName === '' ? lastName : `${firstName} ${lastName}`
}
