import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { tooLarge } from './archive.js'

/** The attributes of an element, by their names with prefix. */
export type Attributes = { readonly [name: string]: string }

/** A part of an XML document, in order; names of elements have no prefix. */
export type XmlEvent =
  | { readonly open: string; readonly attributes: Attributes }
  | { readonly close: string }
  | { readonly text: string }

/** The maximum number of characters of one text or tag. */
const longestToken = 16_777_216

/** The maximum depth of elements in one another. */
const deepest = 256

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'

/** A parser that collects events; a workbook has no reason to declare entities, which may expand without end. */
const createParser = (events: XmlEvent[]): SaxesParser => {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('This workbook declares entities.')
  })
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > deepest) throw tooLarge()
    events.push({ open: localName(name), attributes })
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    events.push({ close: localName(name) })
  })
  parser.on('text', (text) => events.push({ text }))
  parser.on('cdata', (text) => events.push({ text }))
  return parser
}

/**
 * Parses a part of a workbook as a stream: what was read of it, chunk by chunk. Throws if it is no valid XML, after what
 * comes before.
 */
export const xmlEvents = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly XmlEvent[]> {
  const events: XmlEvent[] = []
  let unparsed = 0
  let decoder: TextDecoder | null = null
  const parser = createParser(events)
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      const text = decoder.decode(chunk, { stream: true })
      parser.write(text)
      unparsed = events.length > 0 ? 0 : unparsed + text.length
      if (unparsed > longestToken) throw tooLarge()
      yield events.splice(0)
    }
    parser.write(decoder?.decode() ?? '').close()
    yield events
  } catch (error) {
    yield events
    throw error
  }
}
