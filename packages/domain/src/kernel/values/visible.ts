/** Characters that show nothing or change the direction of others, as the inside of a class of an expression (flag `u`). */
export const unseenCharacters = '\\u2028\\u2029\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb'

const unseen = new RegExp(`[${unseenCharacters}]`, 'u')
const allUnseen = new RegExp(unseen, 'gu')

/** Whether a text has printable ASCII characters only, as nearly every id has. */
export const isPrintableAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}

/** Whether some of a text shows nothing, or changes the direction of the rest. */
export const hasUnseen = (text: string): boolean => !isPrintableAscii(text) && unseen.test(text)

/** A text without the characters that show nothing, and every kind of space as one. */
export const seenOf = (text: string): string =>
  isPrintableAscii(text) ? text : text.replace(allUnseen, '').replace(/\p{Zs}/gu, ' ')
