import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Our packages as they would be published, in a temporary folder. */
export type Packed = {
  readonly folder: string
  readonly files: { readonly [name: string]: string }
  remove(): Promise<void>
}

/** Packs our packages. */
export const packAll = async (): Promise<Packed> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-packed-'))
  const names = await readdir(join(root, 'packages'))
  await run(
    'npm',
    ['pack', '--silent', '--pack-destination', folder, ...names.flatMap((name) => ['-w', `packages/${name}`])],
    { cwd: root },
  )
  const packed = await readdir(folder)
  const files = Object.fromEntries(
    names.map((name) => [
      `@clientele/${name}`,
      join(folder, packed.find((file) => file.startsWith(`clientele-${name}-`)) ?? ''),
    ]),
  )
  return { folder, files, remove: () => rm(folder, { recursive: true }) }
}

/** A folder in which our packages and others are installed, as on a user's machine. */
export type Host = {
  readonly folder: string
  write(file: string, text: string): Promise<void>
  /** Runs a program of the folder; rejects with its output if it fails. */
  run(command: string, ...args: readonly string[]): Promise<string>
  /** Starts a program of the folder that prints where it listens. */
  start(file: string, env: { readonly [name: string]: string }, ...args: readonly string[]): Promise<Service>
  remove(): Promise<void>
}

/** A program that serves HTTP; `stop` ends it and returns its output, and rejects unless it ends well. */
export type Service = { readonly url: string; stop(): Promise<string> }

const started = async (
  folder: string,
  [file = '', ...args]: readonly string[],
  env: { readonly [name: string]: string },
): Promise<Service> => {
  const child = spawn(process.execPath, [file, ...args], { cwd: folder, env: { ...process.env, ...env } })
  let printed = ''
  const ended = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      printed += chunk.toString()
      const [, found] = /(?:listening on|is at) (\S+)/.exec(printed) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    ended.then(() => reject(new Error(`${file} ended: ${printed}`)), reject)
  })
  const stop = async (): Promise<string> => {
    child.kill('SIGTERM')
    const [code] = await ended
    if (code !== 0) throw new Error(`${file} ended with ${code}: ${printed}`)
    return printed
  }
  return { url, stop }
}

type Wanted = {
  readonly ours: readonly string[]
  readonly others?: { readonly [name: string]: string }
  readonly module?: boolean
}

const versionHere = async (name: string): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'))
  return version
}

/** The versions of packages in this repository, for installing them elsewhere. */
export const versionsHere = async (...names: readonly string[]): Promise<{ readonly [name: string]: string }> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await versionHere(name)] as const)))

// Without a binary to download, compiling the driver takes minutes: use the one that was built here, of the same
// version.
const withBuiltDriver = async (folder: string): Promise<void> => {
  const driver = join(folder, 'node_modules/better-sqlite3')
  if (existsSync(driver))
    await cp(join(root, 'node_modules/better-sqlite3/build'), join(driver, 'build'), { recursive: true })
}

/** Installs packed packages of ours, and others, into an empty folder. */
export const hostWith = async ({ files }: Packed, { ours, others = {}, module = true }: Wanted): Promise<Host> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-host-'))
  const tarballs = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, `file:${file}`]))
  const manifest = {
    name: 'host',
    private: true,
    ...(module ? { type: 'module' } : {}),
    dependencies: { ...Object.fromEntries(ours.map((name) => [name, tarballs[name]])), ...others },
    overrides: tarballs,
  }
  const write = async (file: string, text: string): Promise<void> => {
    const path = join(folder, file)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, text)
  }
  await write('package.json', JSON.stringify(manifest, null, 2))
  await run(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'],
    {
      cwd: folder,
    },
  )
  await withBuiltDriver(folder)
  return {
    folder,
    write,
    run: async (command, ...args) => (await run(command, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout,
    start: (file, env, ...args) => started(folder, [file, ...args], env),
    remove: () => rm(folder, { recursive: true }),
  }
}
