type Reachable = { readonly phone: string | null; readonly mobile: string | null; readonly email: string | null }

// Fast path: most have only one number.
const phones = ({ phone, mobile }: Reachable): string =>
  phone === null || mobile === null ? (phone ?? mobile ?? '') : `${phone} ${mobile}`

/** The texts of a person that support substring search. */
export const personTexts = { phones, email: ({ email }: Reachable): string => email ?? '' } as const
