import { invisibleCharacters } from '@clientele/domain'
import { hexOf, plain } from './plain.js'

const special = new RegExp(`[\\\\'\\p{Cc}${invisibleCharacters}]`, 'gu')

const escapeOf = (character: string): string =>
  character === '\\' || character === "'" ? `\\${character}` : `\\U${hexOf(character.codePointAt(0) ?? 0, 8)}`

/** Quotes any text as one shell word; invisible characters are escaped. */
export const shellWord = (text: string): string => {
  if (/^[\w@%+:,./-]+$/.test(text)) return text
  return plain(text) === text ? `'${text.replaceAll("'", "'\\''")}'` : `$'${text.replace(special, escapeOf)}'`
}

/** `history ID --store S` for a shell; an ID that looks like an option is put last. */
export const lineAbout = (subCommand: string, id: string, options: string): string =>
  id.startsWith('-') ? `${subCommand} ${options} -- ${shellWord(id)}` : `${subCommand} ${shellWord(id)} ${options}`

/** A line that prints a text to stdout, in any shell. */
export const lineWriting = (text: string): string =>
  // In some shells `echo` interprets backslash escapes.
  text.includes('\\') ? `printf '%s\\n' ${shellWord(text)}` : `echo ${shellWord(text)}`
