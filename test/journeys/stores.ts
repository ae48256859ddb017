import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { StoreSource } from '@clientele/domain'
import { afterAll } from 'vitest'

/** A kind of store with a way to make an empty one. */
export type StoreKind = { readonly name: string; make(): StoreSource }

/** Every kind of store a journey is walked on; files go into a directory that is removed afterwards. */
export const storeKinds = (): readonly StoreKind[] => {
  const directory = mkdtempSync(join(tmpdir(), 'clientele-journeys-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  let made = 0
  return [
    { name: 'memory', make: () => memory() },
    {
      name: 'SQLite',
      make: () => {
        made += 1
        return sqlite({ file: join(directory, `${made}.db`) })
      },
    },
  ]
}
