import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Another version of Node, in a separate folder. */
export type OtherNode = {
  /** The path of the program. */
  readonly node: string
  remove(): Promise<void>
}

const isWindows = process.platform === 'win32'
const packageName = `node-${isWindows ? 'win' : process.platform}-${process.arch}`

const install = async (folder: string, version: string): Promise<void> => {
  const wanted = `${packageName}@${version}`
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error', '--prefix', folder, wanted])
  } catch (error) {
    throw new Error(`${wanted} cannot be installed: this test needs a registry of npm that can be reached.`, {
      cause: error,
    })
  }
}

/** Installs a version of Node from npm; rejects if that fails, because the tests need it. */
export const installNode = async (version: string): Promise<OtherNode> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-node-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const node = join(folder, 'node_modules', packageName, 'bin', isWindows ? 'node.exe' : 'node')
  try {
    await install(folder, version)
    const { stdout } = await run(node, ['--version'])
    if (!stdout.startsWith(`v${version}`)) throw new Error(`Node ${version} was asked for, and ${stdout} installed.`)
  } catch (error) {
    await remove()
    throw error
  }
  return { node, remove }
}
