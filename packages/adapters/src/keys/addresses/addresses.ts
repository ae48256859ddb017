import { domainToASCII, domainToUnicode } from 'node:url'
import { foldCase, isRecord } from '@clientele/domain'

const isAddressField = (field: string): boolean => field === 'email'

/**
 * The e-mail addresses of a command or an event: the texts of its fields `email`, at any depth, and of changes of such a
 * field. Other texts may mention the addresses of others.
 */
export const addressesIn = (value: unknown, field = ''): readonly string[] => {
  if (typeof value === 'string') return isAddressField(field) && value.trim() !== '' ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => addressesIn(one, field))
  if (!isRecord(value)) return []
  const changed: unknown = Reflect.get(value, 'field')
  return Object.entries(value).flatMap(([name, one]) => addressesIn(one, typeof changed === 'string' ? changed : name))
}

/** The addresses in a text that is more than one address: `Liisa <liisa@x.example>; other@x.example`. */
const partsOf = (text: string): readonly string[] =>
  (text.match(/[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/g) ?? []).map((part) => part.replace(/\.+$/, ''))

const withDomain = (address: string, convert: (domain: string) => string): string => {
  const at = address.lastIndexOf('@') + 1
  return address.slice(0, at) + (convert(address.slice(at)) || address.slice(at))
}

/** Every form in which an address is compared: case folded, the domain as written, in ASCII and in Unicode. */
export const formsOf = (text: string): readonly string[] => {
  const parts = [text, ...partsOf(text)].map(foldCase)
  return [
    ...new Set(parts.flatMap((part) => [part, withDomain(part, domainToASCII), withDomain(part, domainToUnicode)])),
  ]
}
