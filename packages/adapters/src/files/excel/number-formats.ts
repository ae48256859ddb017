/** How a cell shows its number: as a day, or with leading zeros and signs, such as `000 00`; `null` as a number. */
export type NumberFormat = 'day' | { readonly digits: string } | null

// The formats without a code that show a day; those from 27 on are of other languages.
const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** The first part of a format, for positive numbers, without colours, texts in quotes and the width of signs. */
const bareCode = (code: string): string => (code.split(';', 1)[0] ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\.|[_*]./g, '')

const showsDay = (code: string): boolean => /[dye]/i.test(bareCode(code).replace(/e[+-]/gi, ''))

/** The digits of a format that pads with zeros, as postal codes have: zeros, blanks and hyphens. */
const paddedDigits = (code: string): string | null => {
  const digits = code.replace(/\\(.)|"([^"]*)"/g, '$1$2')
  return /^[0 -]+$/.test(digits) && digits.replace(/[^0]/g, '').length > 1 ? digits : null
}

const formatOf = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return isBuiltInDay(id) ? 'day' : null
  const digits = paddedDigits(code)
  return digits !== null ? { digits } : showsDay(code) ? 'day' : null
}

/** The formats of a workbook by their numbers; `codes` are those that it defines itself. */
export const createNumberFormats = (codes: ReadonlyMap<number, string>): ((id: number) => NumberFormat) => {
  const known = new Map<number, NumberFormat>()
  return (id) => {
    const format = known.get(id) ?? formatOf(id, codes.get(id))
    known.set(id, format)
    return format
  }
}

const millisecondsPerDay = 86_400_000

// Excel counts from 1900 as if it had been a leap year.
const firstDay = (serial: number, isFrom1904: boolean): number =>
  isFrom1904 ? Date.UTC(1904, 0, 1) : serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)

const lastSerial = 2_958_465

const isDay = (serial: number, isFrom1904: boolean): boolean =>
  serial >= 1 && serial <= lastSerial && (isFrom1904 || Math.floor(serial) !== 60)

const dayOf = (serial: number, isFrom1904: boolean): string => {
  const time = new Date(Math.round(firstDay(serial, isFrom1904) + serial * millisecondsPerDay))
  const [day = '', rest = ''] = time.toISOString().split('T')
  return rest === '00:00:00.000Z' ? day : `${day}T${rest}`
}

const padded = (number: number, digits: string): string => {
  const rest = [...String(number)]
  const shown = [...digits].reverse().map((sign) => (sign === '0' ? (rest.pop() ?? '0') : sign))
  return rest.join('') + shown.reverse().join('')
}

/** The text of a number: a day as `YYYY-MM-DD` (with a time as an instant), leading zeros as the cell shows them. */
export const textOfNumber = (number: number, format: NumberFormat, isFrom1904: boolean): string => {
  if (format === 'day') return isDay(number, isFrom1904) ? dayOf(number, isFrom1904) : String(number)
  if (format === null || !Number.isSafeInteger(number) || number < 0) return String(number)
  return padded(number, format.digits)
}
