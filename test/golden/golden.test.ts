import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Definition, type EventType, events, readEvent, schemaVersionOf } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { exampleOf } from './example.js'

/** One file per event type and version, `CustomerRegistered.v1.json`: an event as it was stored. */
const at = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))
const manifest = at('manifest.json')
const neverEdited = 'released events are never edited: add a new version, see docs/how-to/change-an-event.md'

const isUpdating = process.env.UPDATE === '1'

const eventTypes = Object.keys(events) as readonly EventType[]

const goldenNames: readonly string[] = eventTypes.flatMap((type) =>
  Array.from({ length: schemaVersionOf(type) }, (_, index) => `${type}.v${index + 1}.json`),
)

const hashOf = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex')

type Golden = {
  readonly type: EventType
  readonly schemaVersion: number
  readonly stream: string
  readonly data: object
}

/** Writes an example of every event type without a file; files of older versions are written by hand. */
const writeExamples = (): void => {
  for (const type of eventTypes) {
    const name = at(`${type}.v1.json`)
    if (schemaVersionOf(type) === 1 && !existsSync(name))
      writeFileSync(name, `${JSON.stringify(exampleOf(type), null, 2)}\n`)
  }
}

/** Adds new files to the manifest; existing hashes do not change. */
const addMissing = (): void => {
  const known = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>) : {}
  const all = Object.fromEntries(goldenNames.map((name) => [name, known[name] ?? hashOf(name)]))
  writeFileSync(manifest, `${JSON.stringify(all, null, 2)}\n`)
}

if (isUpdating) {
  writeExamples()
  addMissing()
}

const golden = (name: string): Golden => JSON.parse(readFileSync(at(name), 'utf8')) as Golden

const metadata = { by: 'anna', at: '2024-03-15T08:00:00.000Z', commandId: '018e4123-0000-7000-8000-000000000001' }

const read = ({ type, schemaVersion, stream, data }: Golden) =>
  readEvent({
    id: '018e4123-0000-7000-8000-000000000002',
    type,
    schemaVersion,
    data,
    metadata,
    stream,
    revision: 0,
    position: '1',
    recordedAt: '2024-03-15T08:00:01.000Z',
  })

describe('golden events', () => {
  test('every event type has a golden file for every version that was ever written', () => {
    const stored = readdirSync(at('.')).filter((name) => /\.v\d+\.json$/.test(name))
    expect(stored.sort(), '`npm run generate` writes the missing ones').toEqual([...goldenNames].sort())
  })

  test(neverEdited, () => {
    const known = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>
    const edited = Object.entries(known).filter(([name, hash]) => !existsSync(at(name)) || hashOf(name) !== hash)
    expect(
      edited.map(([name]) => name),
      neverEdited,
    ).toEqual([])
    expect(Object.keys(known).sort(), '`npm run generate` adds the missing ones to the manifest').toEqual([...goldenNames].sort())
  })

  test.each(goldenNames)('%s decodes to the expected event', (name) => {
    const event = golden(name)
    const known = read(event)
    expect(known).toMatchObject({ _tag: 'Right', right: { type: event.type, stream: event.stream } })
    if (event.schemaVersion === schemaVersionOf(event.type))
      expect(isRight(known) && known.right?.data).toEqual(event.data)
  })

  test.each(goldenNames)('%s has no field unknown to its event', (name) => {
    const { type, schemaVersion, data } = golden(name)
    const { fields } = events[type] as unknown as Definition
    const unknown = Object.keys(data).filter((field) => !Object.hasOwn(fields, field))
    expect(schemaVersion === schemaVersionOf(type) ? unknown : []).toEqual([])
  })
})
