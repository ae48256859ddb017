import type { PersonRow } from './rows.js'

// Most have one number only: it is taken as it is.
const phones = ({ phone, mobile }: PersonRow): string =>
  phone === null || mobile === null ? (phone ?? mobile ?? '') : `${phone} ${mobile}`

/** The texts of a person that are looked through for a part (S12, S13). */
export const personTexts = { phones, email: ({ email }: PersonRow): string => email ?? '' } as const
