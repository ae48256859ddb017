const textLength = 36
const hyphen = 45

/** How many bytes a UUID takes. */
export const uuidBytes = 16

const noDigit = 255

/** The digit of every character by its code. */
const digits = new Uint8Array(128).fill(noDigit)
for (let digit = 0; digit < 16; digit += 1) digits[digit.toString(16).charCodeAt(0)] = digit

const digitAt = (text: string, at: number): number => digits[text.charCodeAt(at)] ?? noDigit

const isHyphenAt = (text: string, at: number): boolean => text.charCodeAt(at) === hyphen

const isHyphenated = (text: string): boolean =>
  isHyphenAt(text, 8) && isHyphenAt(text, 13) && isHyphenAt(text, 18) && isHyphenAt(text, 23)

// Every event comes by here: bytes are written while their digits are still being looked at.
const writeBytes = (text: string, from: number, count: number, bytes: Uint8Array, start: number): boolean => {
  let seen = 0
  for (let byte = 0; byte < count; byte += 1) {
    const high = digitAt(text, from + 2 * byte)
    const low = digitAt(text, from + 2 * byte + 1)
    seen |= high | low
    bytes[start + byte] = (high << 4) | low
  }
  return seen < 16
}

/** Writes the UUID in lower case that a text begins with; `false` when it begins with none. */
export const writeUuid = (text: string, bytes: Uint8Array, start: number): boolean =>
  text.length >= textLength &&
  isHyphenated(text) &&
  writeBytes(text, 0, 4, bytes, start) &&
  writeBytes(text, 9, 2, bytes, start + 4) &&
  writeBytes(text, 14, 2, bytes, start + 6) &&
  writeBytes(text, 19, 2, bytes, start + 8) &&
  writeBytes(text, 24, 6, bytes, start + 10)

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
