import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The files of a directory, by name. */
export type Files = { readonly [file: string]: string | Uint8Array }

/** Runs an action on a temporary directory with these files. */
export const withDirectory = async <A>(files: Files, run: (path: string) => Promise<A>): Promise<A> => {
  const path = await mkdtemp(join(tmpdir(), 'clientele-import-'))
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content)
    return await run(path)
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}

/** Rows of cells as the text of a CSV file. */
export const csv = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('')
