/** Characters that are invisible or change text direction, as the inside of a character class (flag `u`). */
export const invisibleCharacters = '\\u2028\\u2029\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb'

const invisible = new RegExp(`[${invisibleCharacters}]`, 'u')
const allInvisible = new RegExp(invisible, 'gu')

/** Whether a text has printable ASCII characters only, as nearly every id does. */
export const isPrintableAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}

/** Whether a text has characters that are invisible or change text direction. */
export const hasInvisible = (text: string): boolean => !isPrintableAscii(text) && invisible.test(text)

/** Drops invisible characters and turns every kind of space into one. */
export const visibleText = (text: string): string =>
  isPrintableAscii(text) ? text : text.replace(allInvisible, '').replace(/\p{Zs}/gu, ' ')
