import type { RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type ImportOptions, type ImportResult, importRegister } from '../../src/import/index.js'
import { type Files, withDirectory } from './directory.js'
import { type Opened, opened } from './target.js'

/** Imports files into a register; a failure of the import as a whole fails the test. */
export const importing = async (
  { target }: Opened,
  files: Files,
  options: ImportOptions = { today: '2026-11-22' },
): Promise<ImportResult> => {
  const outcome = await withDirectory(files, (path) => importRegister(target, path, options))
  if (isLeft(outcome)) throw new Error(`the import failed: ${outcome.left.error}`)
  return outcome.right
}

/** Imports files into a new register. */
export const imported = async (files: Files): Promise<Opened & { readonly result: ImportResult }> => {
  const register = await opened()
  return { ...register, result: await importing(register, files) }
}

/** Returns the whole log of a register. */
export const logOf = async ({ crm }: Pick<Opened, 'crm'>): Promise<readonly RecordedEvent[]> => {
  const log: RecordedEvent[] = []
  for await (const batch of crm.events()) log.push(...batch)
  return log
}

/** The types of the events in the log. */
export const typesOf = async (register: Pick<Opened, 'crm'>): Promise<readonly string[]> =>
  (await logOf(register)).map(({ type }) => type)
