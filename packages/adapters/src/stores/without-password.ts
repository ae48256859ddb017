// Hides rather too much than too little: a password may contain any character, also an @ or a /.
const secrets: readonly (readonly [RegExp, string])[] = [
  [/^((?:[a-z][a-z0-9+.-]*:)+\/\/[^:]*):.*@/is, '$1:***@'],
  [/^(?!sqlite:)([^/\\:]{2,}):[^/\\].*@/is, '$1:***@'],
  [/((?:password|passwd|pwd)\s*=\s*)[^&\s]*/gi, '$1***'],
]

/** Hides the password in an address: `postgres://anna:***@host/crm`. Every address in a message must pass through here. */
export const withoutPassword = (address: string): string =>
  secrets.reduce((text, [secret, shown]) => text.replace(secret, shown), address)
