import { commands, type Message } from '@clientele/domain'
import fc from 'fast-check'
import { commandTypes, dataFor } from './data.js'

const tenMegabytes = 'x'.repeat(10_000_000)

const troublesome: readonly unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1e21,
  10n,
  tenMegabytes,
  '\ud800',
  'a\u0000b',
  '__proto__',
  'constructor',
  '2024-02-30',
  '2024-13-01',
  '0000-00-00',
  '9999-12-31',
  '=cmd|calc!A0',
  ' ',
  [],
  {},
  Symbol('s'),
  () => 1,
  undefined,
  null,
]

/** Generates untrusted values that are hard to handle: values of any kind, and known causes of bugs such as `NaN`. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }),
  fc.constantFrom(...troublesome),
)

/** Generates data of a command type in which one to three fields with hostile values are replaced or added. */
export const hostileData = (type: keyof typeof commands): fc.Arbitrary<object> => {
  const fields = Object.keys(commands[type].fields)
  const hostileField = fc.tuple(fc.constantFrom(...fields, '__proto__', 'extra'), hostile)
  return fc
    .tuple(dataFor(type), fc.array(hostileField, { minLength: 1, maxLength: 3 }))
    .map(([good, bad]) => ({ ...good, ...Object.fromEntries(bad) }))
}

/** Generates commands of every type that contain hostile values. */
export const hostileCommand: fc.Arbitrary<Message> = fc
  .constantFrom(...commandTypes)
  .chain((type) => hostileData(type).map((data) => ({ type, data })))
