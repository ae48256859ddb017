import { partId, partNumberIn } from '@clientele/domain'

const textLength = 36
const hyphen = 45

/** How many bytes a UUID takes. */
export const uuidBytes = 16

const noDigit = 255

/** The digit of every character by its code. */
const digits = new Uint8Array(128).fill(noDigit)
for (let digit = 0; digit < 16; digit += 1) digits[digit.toString(16).charCodeAt(0)] = digit

const isAfterHyphen = (byte: number): boolean => byte === 4 || byte === 6 || byte === 8 || byte === 10

const isHyphenated = (text: string): boolean =>
  text.charCodeAt(8) === hyphen &&
  text.charCodeAt(13) === hyphen &&
  text.charCodeAt(18) === hyphen &&
  text.charCodeAt(23) === hyphen

/**
 * Writes the lower-case UUID at the start of a text; returns `false` if there is none. Hot path of every event:
 * bytes are written before all digits are checked.
 */
export const writeUuid = (text: string, bytes: Uint8Array, start: number): boolean => {
  if (text.length < textLength || !isHyphenated(text)) return false
  let allDigits = 0
  let at = 0
  for (let byte = 0; byte < uuidBytes; byte += 1) {
    if (isAfterHyphen(byte)) at += 1
    const high = digits[text.charCodeAt(at)] ?? noDigit
    const low = digits[text.charCodeAt(at + 1)] ?? noDigit
    allDigits |= high | low
    bytes[start + byte] = (high << 4) | low
    at += 2
  }
  return allDigits < 16
}

const codes = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

// Filled anew for every text: a text put together from pieces would take ten times the memory.
const codesOfText = Array.from({ length: textLength }, () => hyphen)

/** Reads the UUID at an offset. */
export const uuidAt = (bytes: Uint8Array, start: number): string => {
  let at = 0
  for (let index = 0; index < uuidBytes; index += 1) {
    if (isAfterHyphen(index)) at += 1
    const byte = bytes[start + index] ?? 0
    codesOfText[at] = codes[byte >> 4] ?? 0
    codesOfText[at + 1] = codes[byte & 15] ?? 0
    at += 2
  }
  return String.fromCharCode(...codesOfText)
}

/** The part number in the id of a bulk command's part; `null` for any other text. */
export const uuidPartIn = (text: string): number | null => {
  const number = partNumberIn(text)
  return number === null || partId(text.slice(0, textLength), number) !== text ? null : number
}

/** Whether a text that starts with a UUID is nothing but the UUID. */
export const isWhole = (text: string): boolean => text.length === textLength
