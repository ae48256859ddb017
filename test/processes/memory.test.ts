import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isBuilt, killChild, startChild } from './children.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-memory-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const largest = 2 ** 28

/** The writable memory of a process, region by region. */
function* memoryOf(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = '', rights] = /^([0-9a-f]+)-([0-9a-f]+) (rw)/.exec(line) ?? []
      const length = Number.parseInt(to, 16) - Number.parseInt(from, 16)
      if (rights === undefined || length > largest) continue
      const region = Buffer.alloc(length)
      try {
        yield region.subarray(0, readSync(memory, region, 0, length, Number.parseInt(from, 16)))
      } catch {
        // A reserved region has nothing to read.
      }
    }
  } finally {
    closeSync(memory)
  }
}

const foundIn = (pid: number, texts: readonly string[]): readonly string[] => {
  const found = new Set<string>()
  for (const region of memoryOf(pid))
    for (const text of texts)
      if (region.includes(text) || region.includes(Buffer.from(text, 'utf16le'))) found.add(text)
  return [...found].sort()
}

const isReadable = isBuilt && existsSync('/proc/self/mem')

describe.skipIf(!isReadable)('the memory of a process (on Linux, where it can be read, and with the build)', () => {
  test('that opens a register after an erasure has no text of the erased person, but has those of others', async () => {
    const file = join(folder, 'crm.db')
    vi.stubEnv('CLIENTELE_MASTER_KEY', randomBytes(32).toString('base64'))
    const crm = await openClientele({ store: sqlite({ file }) })
    const note = (activityId: string, personId: string, text: string) =>
      ({ type: 'WriteNote', data: { activityId, links: { personIds: [personId] }, text } }) as const
    for (const command of [
      { type: 'RegisterContact', data: { personId: 'maria', lastName: 'Markkula-Gone', email: 'gone@marks.example' } },
      { type: 'RegisterContact', data: { personId: 'olli', lastName: 'Ollila-Kept', email: 'kept@marks.example' } },
      note('n1', 'maria', 'likes gone tea'),
      note('n2', 'olli', 'likes kept tea'),
      { type: 'ErasePerson', data: { personId: 'maria' } },
    ])
      expect(await crm.executeUnknown(command)).toMatchObject({ _tag: 'Right' })
    await crm.close()
    const child = startChild('reopened.mjs', file)
    await vi.waitFor(() => expect(child.lines).toContain('shown'), { timeout: 20_000 })
    const texts = [
      'Markkula-Gone',
      'gone@marks.example',
      'likes gone tea',
      'Ollila-Kept',
      'kept@marks.example',
      'likes kept tea',
    ]
    expect(foundIn(child.process.pid ?? 0, texts)).toEqual(['Ollila-Kept', 'kept@marks.example', 'likes kept tea'])
    await killChild(child)
  })
})
