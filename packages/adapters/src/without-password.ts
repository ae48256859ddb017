// Rather too much is hidden than too little: a password may hold any character, also an @ or a /.
const secrets: readonly (readonly [RegExp, string])[] = [
  [/^((?:[a-z][a-z0-9+.-]*:)+\/\/[^:]*):.*@/is, '$1:***@'],
  [/^(?!sqlite:)([^/\\:]{2,}):[^/\\].*@/is, '$1:***@'],
  [/((?:password|passwd|pwd)\s*=\s*)[^&\s]*/gi, '$1***'],
]

/** An address as it may be printed: `postgres://anna:***@host/crm`. Every address that is told goes through here. */
export const withoutPassword = (address: string): string =>
  secrets.reduce((text, [secret, shown]) => text.replace(secret, shown), address)
