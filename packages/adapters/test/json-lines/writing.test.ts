import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Listing, ListingCell } from '@clientele/projections'
import { fc, test } from '@fast-check/vitest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeJsonLines } from '../../src/files/json-lines/index.js'

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-jsonl-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

const listing = (rows: Iterable<readonly ListingCell[]>): Listing => ({
  columns: ['name', 'number'].map((key) => ({ key, heading: key.toUpperCase(), width: 10, kind: 'text' })),
  rows,
})

describe('a file of JSON lines', () => {
  it('has an object for each row, with the keys of the columns and null for a blank cell', async () => {
    const file = join(directory, 'list.jsonl')
    const rows = [
      ['Åke', 1],
      ['two\nlines', ''],
    ]
    expect(await writeJsonLines(listing(rows), file)).toEqual({ _tag: 'Right', right: { rows: 2 } })
    expect(await readFile(file, 'utf8')).toBe('{"name":"Åke","number":1}\n{"name":"two\\nlines","number":null}\n')
  })

  test.prop([fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.integer()))])(
    'has every row when it is read line by line',
    async (rows) => {
      const into = new PassThrough()
      const read = text(into)
      await writeJsonLines(listing(rows), into)
      into.end()
      const lines = (await read).split('\n').slice(0, -1)
      expect(lines.map((line) => Object.values(JSON.parse(line)))).toEqual(rows)
    },
  )

  it('is written completely or not at all', async () => {
    const failing = function* (): Iterable<readonly ListingCell[]> {
      yield ['a', 1]
      throw new Error('no more rows')
    }
    const written = await writeJsonLines(listing(failing()), join(directory, 'list.jsonl'))
    expect(written).toMatchObject({ _tag: 'Left', left: { error: 'FileUnwritable' } })
    expect(await readdir(directory)).toEqual([])
  })

  it('is discarded when aborted', async () => {
    const file = join(directory, 'list.jsonl')
    const written = await writeJsonLines(listing([['a', 1]]), file, { signal: AbortSignal.abort() })
    expect(written).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
    expect(await readdir(directory)).toEqual([])
  })
})
