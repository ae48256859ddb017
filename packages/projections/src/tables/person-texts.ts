import { phoneKey } from '../data-structures/search-key.js'

type Reachable = { readonly phone: string | null; readonly mobile: string | null; readonly email: string | null }

// Fast path: most persons have only one number.
const phones = ({ phone, mobile }: Reachable): string =>
  phone === null || mobile === null ? phoneKey(phone ?? mobile ?? '') : `${phoneKey(phone)} ${phoneKey(mobile)}`

/** The texts of a person that support substring search: telephone numbers by their digits, and the e-mail address. */
export const personTexts = { phones, email: ({ email }: Reachable): string => email ?? '' } as const
