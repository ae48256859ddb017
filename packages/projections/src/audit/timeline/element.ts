/** The attributes of an element. */
type Attributes = { readonly [name: string]: string | number }

// Characters that XML does not allow, even escaped.
const invalidCharacters = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeXml = (text: string): string =>
  text.replace(invalidCharacters, '\ufffd').replace(/[&<>"]/g, (character) => entities[character] ?? '')

/** Text content of an element, escaped. */
export const textOf = (text: string): string => escapeXml(text)

/** Writes an element; `inside` are elements or escaped texts. */
export const element = (name: string, attributes: Attributes, ...inside: readonly string[]): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  return `<${name}${written.join('')}>${inside.join('')}</${name}>`
}
