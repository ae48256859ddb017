import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordedEvent } from '@clientele/domain'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installNode, type OtherNode } from './newer-node.js'
import { type Host, hostWith, type Packed, packAll, root, versionsHere } from './packed.js'

const minutes = 120_000

// The first version that has `node:sqlite` without a flag, and the supported ones. CI tests one of them:
// `CLIENTELE_NODES=22`.
const versions: readonly string[] = process.env.CLIENTELE_NODES?.split(',') ?? ['22.13', '22', '24']

const programs = join(root, 'test/packages/programs')

const hostOf = async (packed: Packed, ...drivers: readonly string[]): Promise<Host> => {
  const others = await versionsHere('fast-check', ...drivers)
  const host = await hostWith(packed, { ours: ['@clientele/clientele', '@clientele/testing'], others })
  await build({
    // One program imports an internal module: only that is bundled from the sources.
    entryPoints: [join(programs, '*.mjs')],
    outdir: host.folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  })
  return host
}

let packed: Packed
let withDriver: Host
let without: Host
let scratch: string

beforeAll(async () => {
  packed = await packAll()
  withDriver = await hostOf(packed, 'better-sqlite3')
  without = await hostOf(packed)
  scratch = await mkdtemp(join(tmpdir(), 'clientele-node-sqlite-'))
}, 5 * minutes)

afterAll(async () => {
  await Promise.all([packed?.remove(), withDriver?.remove(), without?.remove()])
  if (scratch !== undefined) await rm(scratch, { recursive: true })
})

/** Runs a program of the folder with one driver or the other. */
type Driver = <A>(program: string, ...args: readonly string[]) => Promise<A>

const better: Driver = async (program, ...args) => JSON.parse(await withDriver.run(process.execPath, program, ...args))

const withNode =
  ({ node }: OtherNode): Driver =>
  async (program, ...args) =>
    JSON.parse(await without.run(node, program, ...args))

const newFolder = (): Promise<string> => mkdtemp(join(scratch, 'case-'))
const newFile = async (): Promise<string> => join(await newFolder(), 'crm.db')

test('no published declaration needs the types of better-sqlite3', async () => {
  const folder = join(without.folder, 'node_modules/@clientele')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.d.ts'))
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(texts.filter(({ text }) => /['"]better-sqlite3['"]/.test(text)).map(({ file }) => file)).toEqual([])
})

type Conformed = {
  readonly hasBetterSqlite: boolean
  readonly count: number
  readonly skipped: readonly string[]
  readonly failed: readonly string[]
}

type Continued = { readonly revision: number; readonly id: string }

const bothWays = (own: Driver): readonly (readonly [Driver, Driver])[] => [
  [better, own],
  [own, better],
]

const idsIn = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ id }) => id)

const writerOf = ({ stream }: RecordedEvent): string => stream.slice(0, stream.indexOf('-'))

/** How often the writer changes in a log. */
const alternations = (events: readonly RecordedEvent[]): number => {
  const writers = events.map(writerOf)
  return writers.filter((writer, index) => index > 0 && writer !== writers[index - 1]).length
}

describe.each(versions)('on Node %s without better-sqlite3', (version) => {
  let other: OtherNode
  let own: Driver

  beforeAll(async () => {
    other = await installNode(version)
    own = withNode(other)
  }, 5 * minutes)

  afterAll(() => other?.remove())

  // The skipped behaviour came with Node 22.16.
  test.skipIf(version === '22.13')(
    'the driver answers like better-sqlite3',
    async () => {
      const answers = await own('driver.mjs', await newFolder())
      expect(answers).toEqual(await better('driver.mjs', await newFolder()))
    },
    minutes,
  )

  test(
    'stores and snapshots pass the conformance suite',
    async () => {
      const { count, ...outcome } = await own<Conformed>('conformance.mjs')
      expect(outcome).toEqual({ hasBetterSqlite: false, skipped: [], failed: [] })
      expect(count).toBeGreaterThan(100)
    },
    3 * minutes,
  )

  test(
    'a log written by one driver is read and continued by the other',
    async () => {
      for (const [first, second] of bothWays(own)) {
        const file = await newFile()
        const ids = await first<string[]>('log.mjs', 'write', file, 'a', '20')
        expect(await second('log.mjs', 'read', file)).toEqual(await first('log.mjs', 'read', file))
        const { revision, id } = await second<Continued>('log.mjs', 'continue', file, 'a-3')
        expect(revision).toBe(0)
        expect(idsIn(await first<RecordedEvent[]>('log.mjs', 'read', file))).toEqual([...ids, id])
      }
    },
    minutes,
  )

  test(
    'a snapshot saved by one driver is read by the other',
    async () => {
      for (const [first, second] of bothWays(own)) {
        const file = await newFile()
        await first('log.mjs', 'save', file)
        const found = await second('log.mjs', 'latest', file)
        expect(found).toMatchObject({ version: 'v1', mark: { position: '7', eventId: 'event-7' } })
        expect(found).toEqual(await first('log.mjs', 'latest', file))
      }
    },
    minutes,
  )

  test(
    'two processes with different drivers write concurrently, and nothing is lost',
    async () => {
      const file = await newFile()
      const written = await Promise.all([
        better<string[]>('log.mjs', 'race', file, 'better', '300', 'own'),
        own<string[]>('log.mjs', 'race', file, 'own', '300', 'better'),
      ])
      const events = await own<RecordedEvent[]>('log.mjs', 'read', file)
      expect(new Set(idsIn(events))).toEqual(new Set(written.flat()))
      expect(events).toHaveLength(602)
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => String(index + 1)))
      expect(alternations(events)).toBeGreaterThan(5)
    },
    minutes,
  )
})
