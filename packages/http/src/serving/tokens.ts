import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const bytes = 24

/** Makes a token that nobody guesses: 32 characters that stand in an address as they are. */
export const newToken = (): string => randomBytes(bytes).toString('base64url')

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether two tokens are the same, in a time that does not tell how far they are. */
export const isSameToken = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
