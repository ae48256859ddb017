import { invisibleCharacters } from '@clientele/domain'

// Scripts in which joiners affect the shape of letters.
const scripts = 'Arab Syrc Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt'
  .split(' ')
  .map((script) => `\\p{Script=${script}}`)
  .join('')
const emoji = '\\p{Extended_Pictographic}'
const beforeJoiner = `(?<=[${scripts}${emoji}\\p{Emoji_Modifier}]|${emoji}\\ufe0f)`
const visibleJoiner = `${beforeJoiner}[\\u200c\\u200d](?=[${scripts}${emoji}])|(?<=${emoji})\\ufe0f`

const controlOrHidden = new RegExp(`(${visibleJoiner})|([\\p{Cc}\\u2028\\u2029]+)|[${invisibleCharacters}]`, 'gu')

/** A hexadecimal number with a minimum number of digits. */
export const hexOf = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, '0')

const nameOf = (character: string): string => `<U+${hexOf(character.codePointAt(0) ?? 0, 4)}>`

/**
 * Makes a text safe to print on one line: control characters and line breaks become a space; invisible characters and
 * those that change the text direction are named, as in `<U+202E>`.
 */
export const plain = (text: string | number): string =>
  String(text).replace(controlOrHidden, (character: string, joiner?: string, controls?: string) =>
    controls === undefined ? (joiner ?? nameOf(character)) : ' ',
  )
