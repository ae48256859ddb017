import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A pooler in front of a PostgreSQL server, which assigns each transaction to any of a few connections. */
export type Pooler = { readonly url: string; stop(): Promise<void> }

const folders = ['/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)]

/** The program; null if it is not installed. */
export const pgbouncerProgram = (): string | null =>
  folders.map((folder) => join(folder, 'pgbouncer')).find((file) => existsSync(file)) ?? null

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

const untilItAnswers = async (port: number): Promise<void> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await answers(port)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('pgbouncer does not answer.')
}

const settings = ({ hostname, port }: URL, own: number, directory: string): string => `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = trust
auth_file = ${join(directory, 'users.txt')}
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits
logfile = ${join(directory, 'pgbouncer.log')}
`

// It refuses to run as root.
const owner = 'nobody'
const ownerIds = { uid: 65_534, gid: 65_534 }

/** Starts a pooler in transaction mode in front of the server of a URL. */
export const startPgbouncer = async (program: string, server: string): Promise<Pooler> => {
  const address = new URL(server)
  const directory = mkdtempSync(join(tmpdir(), 'clientele-pgbouncer-'))
  const port = await freePort()
  const file = join(directory, 'pgbouncer.ini')
  writeFileSync(join(directory, 'users.txt'), `"${address.username}" "${address.password}"\n`)
  writeFileSync(file, settings(address, port, directory))
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(directory, ownerIds.uid, ownerIds.gid)
  const child = spawn(program, [...(isRoot ? ['-u', owner] : []), file], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilItAnswers(port)
  address.hostname = '127.0.0.1'
  address.port = String(port)
  return {
    url: address.href,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
