/** The attributes of an element; a number is written as it is. */
type Attributes = { readonly [name: string]: string | number }

// Not allowed in XML, even escaped.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escapes: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string =>
  text.replace(unwritable, '\ufffd').replace(/[&<>"]/g, (character) => escapes[character] ?? '')

/** Some text inside an element. */
export const textOf = (text: string): string => escaped(text)

/** An element, with other elements or texts inside. */
export const element = (name: string, attributes: Attributes, ...inside: readonly string[]): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  return `<${name}${written.join('')}>${inside.join('')}</${name}>`
}
