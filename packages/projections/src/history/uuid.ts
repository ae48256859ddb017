const textLength = 36
const hyphens: readonly number[] = [8, 13, 18, 23]
const hyphen = 45

/** How many bytes a UUID takes. */
export const uuidBytes = 16

const digitOf = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 97 && code <= 102 ? code - 87 : -1
}

const isHyphenated = (text: string): boolean => {
  for (const at of hyphens) if (text.charCodeAt(at) !== hyphen) return false
  return true
}

/** Writes the UUID in lower case that a text begins with; `false` when it begins with none. */
export const writeUuid = (text: string, bytes: Uint8Array, start: number): boolean => {
  if (text.length < textLength || !isHyphenated(text)) return false
  let next = start
  for (let at = 0; at < textLength; at += 2) {
    if (text.charCodeAt(at) === hyphen) at += 1
    const byte = (digitOf(text.charCodeAt(at)) << 4) | digitOf(text.charCodeAt(at + 1))
    if (byte < 0) return false
    bytes[next] = byte
    next += 1
  }
  return true
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The UUID that was written at a place. */
export const uuidAt = (bytes: Uint8Array, start: number): string => {
  let text = ''
  for (let at = 0; at < uuidBytes; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-'
    text += hex[bytes[start + at] ?? 0] ?? ''
  }
  return text
}

/** The number behind the UUID and a dot with which the id of a part of a bulk command ends; `null` for any other text. */
export const partNumberIn = (text: string): number | null => {
  const digits = text.slice(textLength + 1)
  return text.charAt(textLength) === '.' && /^(0|[1-9]\d{0,8})$/.test(digits) ? Number(digits) : null
}

/** Whether a text is a UUID and nothing more, as long as it begins with one. */
export const isWhole = (text: string): boolean => text.length === textLength
