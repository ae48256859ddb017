import { expect, test } from 'vitest'
import { isWhole, uuidAt, uuidBytes, uuidPartIn, writeUuid } from '../../../src/history/columns/uuid.js'

const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

const withChar = (text: string, at: number, char: string): string => text.slice(0, at) + char + text.slice(at + 1)

const nearly = [...uuid].flatMap((_, at) =>
  [...'0f9ag`/:@AF-. \u007f\u0080é\uffff'].map((char) => withChar(uuid, at, char)),
)

const others = [
  '',
  uuid.slice(0, -1),
  uuid.slice(1),
  `${uuid}0`,
  `${uuid}.3`,
  `${uuid}-x`,
  uuid.toUpperCase(),
  uuid.replaceAll('-', ''),
  `${uuid.replaceAll('-', '')}0000`,
  uuid.replaceAll('-', '_'),
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0189-0a5d-ac96774b-bcce-b302099a80579',
]

const padding = 3

test('a text is written as the lower-case UUID at its start, and read as that', () => {
  for (const text of [uuid, ...nearly, ...others]) {
    const bytes = new Uint8Array(uuidBytes + 2 * padding).fill(7)
    const isWritten = writeUuid(text, bytes, padding)
    expect([text, isWritten]).toEqual([text, isUuid.test(text)])
    if (isWritten) expect(uuidAt(bytes, padding)).toBe(text.slice(0, 36))
    expect([...bytes.slice(0, padding), ...bytes.slice(-padding)]).toEqual([7, 7, 7, 7, 7, 7])
  }
})

test('a UUID is whole if nothing follows it', () => {
  expect([uuid, `${uuid}.3`, uuid.slice(1)].map(isWhole)).toEqual([true, false, false])
})

test.each([
  ['/part-0', 0],
  ['/part-3', 3],
  ['/part-10', 10],
  ['/part-123456789', 123_456_789],
  ['/part-1234567890', null],
  ['/part-00', null],
  ['/part-03', null],
  ['/part-', null],
  ['', null],
  ['-3', null],
  ['3', null],
  ['/part--3', null],
  ['/part-3 ', null],
  ['/part- 3', null],
  ['/part-.3', null],
  ['/part-3.4', null],
  ['/part-1e3', null],
])('after a UUID "%s" is the number %s', (suffix, number) => {
  expect(uuidPartIn(uuid + suffix)).toBe(number)
})
