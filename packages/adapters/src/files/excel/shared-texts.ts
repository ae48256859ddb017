import type { Archive } from './archive.js'
import { xmlEvents } from './xml.js'

/** The maximum size, in bytes, of the shared texts of a workbook, which are kept in memory. */
export const largestTexts = 268_435_456

/** Reads the texts that cells refer to by number; a rich text is the text of its parts, without phonetic hints. */
export const readSharedTexts = async (archive: Archive, part: string): Promise<readonly string[]> => {
  const texts: string[] = []
  const bytes = await archive.part(part, largestTexts)
  if (bytes === null) return texts
  let current = ''
  let [isText, isPhonetic] = [false, false]
  for await (const events of xmlEvents(bytes))
    for (const event of events) {
      if ('text' in event) current += isText && !isPhonetic ? event.text : ''
      else if ('open' in event) {
        if (event.open === 'si') current = ''
        isText = event.open === 't'
        isPhonetic ||= event.open === 'rPh'
      } else {
        if (event.close === 'si') texts.push(current)
        isText = false
        isPhonetic &&= event.close !== 'rPh'
      }
    }
  return texts
}
