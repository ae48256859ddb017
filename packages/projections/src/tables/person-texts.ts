import type { PersonRow } from './rows.js'

// Fast path: most have only one number.
const phones = ({ phone, mobile }: PersonRow): string =>
  phone === null || mobile === null ? (phone ?? mobile ?? '') : `${phone} ${mobile}`

/** The texts of a person that support substring search. */
export const personTexts = { phones, email: ({ email }: PersonRow): string => email ?? '' } as const
