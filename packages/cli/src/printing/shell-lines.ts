import { invisibleCharacters } from '@clientele/domain'
import { hexOf, plain } from './plain.js'

const special = new RegExp(`[\\\\'\\p{Cc}${invisibleCharacters}]`, 'gu')

const escapeOf = (character: string): string =>
  character === '\\' || character === "'" ? `\\${character}` : `\\U${hexOf(character.codePointAt(0) ?? 0, 8)}`

/** A text as one word of a line for a shell, whatever is in it; what nobody would see is written as an escape. */
export const shellWord = (text: string): string => {
  if (/^[\w@%+:,./-]+$/.test(text)) return text
  return plain(text) === text ? `'${text.replaceAll("'", "'\\''")}'` : `$'${text.replace(special, escapeOf)}'`
}

/** `history ID --store S` for a shell; an ID that looks like an option stands behind them. */
export const lineAbout = (subCommand: string, id: string, options: string): string =>
  id.startsWith('-') ? `${subCommand} ${options} -- ${shellWord(id)}` : `${subCommand} ${shellWord(id)} ${options}`

/** A line that writes a text to its stdout, for any shell. */
export const lineWriting = (text: string): string =>
  // `echo` of some shells reads a backslash as the beginning of an escape.
  text.includes('\\') ? `printf '%s\\n' ${shellWord(text)}` : `echo ${shellWord(text)}`
