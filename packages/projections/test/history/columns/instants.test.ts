import { expect, test } from 'vitest'
import { createClockReader, instantAt, millisecondsOf } from '../../../src/history/columns/instants.js'

/** The number of an instant if the calendar formats it as the same text, from the year 100 on. */
const asNumber = (text: string): number => {
  const milliseconds = Date.parse(text)
  const isInstant = text.length === 24 && text >= '01' && !Number.isNaN(milliseconds)
  return isInstant && new Date(milliseconds).toISOString() === text ? milliseconds : Number.NaN
}

const combined = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.reduce<readonly string[]>((texts, part) => texts.flatMap((text) => part.map((one) => text + one)), [''])

const instants = combined([
  ['0000', '0099', '0100', '0999', '1000', '1970', '2023', '2024', '9999'],
  ['-00', '-01', '-02', '-11', '-12', '-13'],
  ['-00', '-01', '-28', '-29', '-30', '-31', '-32'],
  ['T00', 'T23', 'T24'],
  [':00', ':59', ':60'],
  [':00', ':59', ':60'],
  ['.000', '.999'],
  ['Z'],
])

const usual = '2024-03-15T10:20:30.405Z'

const withChar = (text: string, at: number, char: string): string => text.slice(0, at) + char + text.slice(at + 1)

const misspelt = [...usual].flatMap((_, at) => [...'/:;-T.Zz 09x'].map((char) => withChar(usual, at, char)))

const nonCanonical = [
  '',
  'Z',
  'yesterday',
  '2024-03-15',
  usual.slice(0, -1),
  `${usual}Z`,
  `+01${usual}`,
  `${usual} `,
  'x'.repeat(24),
]

test('an instant is a number exactly if it is formatted as the same text', () => {
  const texts = [...instants, ...misspelt, ...nonCanonical]
  expect(texts.filter((text) => !Object.is(millisecondsOf(text), asNumber(text)))).toEqual([])
})

test('the number of an instant is that of the calendar', () => {
  expect(millisecondsOf('2024-02-29T23:59:59.999Z')).toBe(1_709_251_199_999)
  expect(instantAt(1_709_251_199_999)).toBe('2024-02-29T23:59:59.999Z')
})

const consecutive = [
  usual,
  '2024-03-15T10:20:30.000Z',
  '2024-03-15T10:20:30.999Z',
  '2024-03-15T10:20:31.405Z',
  '2024-03-15T10:20:30.405z',
  '2024-03-15T10:20:30.4x5Z',
  '2024-03-15T10:20:30.40/Z',
  '2024-03-15T10:20:30.:05Z',
  '2024-03-15T10:20:30.405Z0',
  '2024-03-15T10:20:30.40Z',
  '2024-03-15T10:20:30405ZZ',
  '2024-02-30T10:20:30.405Z',
  '2024-02-30T10:20:30.406Z',
  '0099-03-15T10:20:30.405Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  ...nonCanonical,
]

test('a clock reads every instant, whatever the one before', () => {
  const wrong = consecutive.flatMap((first) =>
    consecutive.flatMap((second) =>
      consecutive.filter((third) => {
        const read = createClockReader()
        const texts = [first, second, third, third, second]
        return texts.some((text) => !Object.is(read(text), asNumber(text)))
      }),
    ),
  )
  expect(wrong).toEqual([])
})
