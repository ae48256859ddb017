import { dirname, join } from 'node:path'
import { fileSnapshots, memorySnapshots, sqliteSnapshots } from '@clientele/adapters/snapshots'
import type { SnapshotStore } from '@clientele/domain'
import { temporaryFile } from '../sqlite/temporary.js'

/** A place for snapshots; `directory` is where its files are. */
export type Place = { readonly directory: string; open(): SnapshotStore; dispose(): Promise<void> }

const placeIn = (open: (file: string) => SnapshotStore) => async (): Promise<Place> => {
  const { file, remove } = await temporaryFile()
  return { directory: join(dirname(file)), open: () => open(file), dispose: remove }
}

/** Every kind of snapshot store; each call creates an empty one. */
export const places: { readonly [kind: string]: () => Promise<Place> } = {
  sqlite: placeIn((file) => sqliteSnapshots({ file: `${file}.snapshots` })),
  files: placeIn((file) => fileSnapshots({ directory: dirname(file) })),
  memory: async () => {
    const store = memorySnapshots()
    return { directory: '', open: () => store, dispose: async () => undefined }
  },
}
