import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const bytes = 24

/** Creates a random token: 32 characters that need no escaping in a URL. */
export const newToken = (): string => randomBytes(bytes).toString('base64url')

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares two tokens in constant time. */
export const isSameToken = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
