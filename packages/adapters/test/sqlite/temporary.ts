import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Temporary = { readonly file: string; remove(): Promise<void> }

/** The name of a file that does not exist, in a new directory. */
export const temporaryFile = async (): Promise<Temporary> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-'))
  return { file: join(directory, 'crm.db'), remove: () => rm(directory, { recursive: true, force: true }) }
}
