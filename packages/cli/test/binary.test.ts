import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const binary = fileURLToPath(new URL('../bin/clientele.js', import.meta.url))

let directory = ''

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clientele-binary-'))
})

afterEach(() => rm(directory, { recursive: true, force: true }))

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

const start = (line: string, program = binary): ChildProcess =>
  spawn(process.execPath, [program, ...line.split(' ')], { cwd: directory })

const ended = async (child: ChildProcess): Promise<Ended> => {
  const streams = [child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream)))
  const [[code], out = '', err = ''] = await Promise.all([once(child, 'close'), ...streams])
  return { code, out, err }
}

const command = (n: number): string =>
  `${JSON.stringify({ type: 'RegisterCustomer', data: { customerId: `c${n}`, kind: 'company', name: `Customer ${n}` } })}\n`

const given = async (count: number): Promise<Ended> => {
  const child = start('execute')
  child.stdin?.end(Array.from({ length: count }, (_, n) => command(n)).join(''))
  return ended(child)
}

it('the built command line reads commands from stdin and answers', async () => {
  const { code, out } = await given(3)
  expect([code, out.trim().split('\n').length]).toEqual([0, 3])
  const { out: matrix } = await ended(start('matrix --json'))
  expect(JSON.parse(matrix)).toMatchObject({ total: 3 })
  expect(await ended(start('matrix --as-of 2024-02-30'))).toMatchObject({ code: 2, out: '' })
})

it('it ends quietly when its reader closes the pipe', async () => {
  await given(500)
  const child = start('events')
  child.stdout?.once('data', () => child.stdout?.destroy())
  const err = child.stderr === null ? '' : text(child.stderr)
  const [code] = await once(child, 'exit')
  expect([code, await err]).toEqual([0, ''])
})

const shell = (line: string): ChildProcess =>
  spawn('bash', ['-c', line.replaceAll('C ', `"${process.execPath}" "${binary}" `)], { cwd: directory })

it('output that cannot be written is reported, and the exit code is 1', async () => {
  await given(3)
  const lines = ['events', 'events --json', 'customers --json', 'customers --csv -', 'customers', '--help']
  const runs = await Promise.all(lines.map((line) => ended(shell(`C ${line} > /dev/full`))))
  for (const [n, { code, err }] of runs.entries())
    expect([code, err], lines[n]).toEqual([
      1,
      'The output was not written: the disk is full: free space and try again.\n',
    ])
})

it('output of which only a part can be written is reported', async () => {
  await given(500)
  // Limits the size of files: the system writes what fits, and then refuses.
  const { code, err } = await ended(shell('ulimit -f 100; C events > cut.txt'))
  expect([code, err]).toEqual([1, expect.stringMatching(/^The output was not written: /)])
})

it('commands stop when their answers cannot be written, and the exit code says so', async () => {
  const child = shell('C execute > /dev/full')
  child.stdin?.on('error', () => {})
  child.stdin?.end(Array.from({ length: 20 }, (_, n) => command(n)).join(''))
  expect(await ended(child)).toMatchObject({ code: 1, err: expect.stringContaining('The output was not written: ') })
})

it('output is appended if the shell redirects with >>', async () => {
  await given(3)
  expect(await ended(shell('C events > all.txt; C events >> all.txt; wc -l < all.txt'))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\s*6\n$/),
  })
})

it('Ctrl-C ends a waiting command', async () => {
  await given(1)
  const child = start('events --follow')
  child.stdout?.once('data', () => child.kill('SIGINT'))
  expect(await ended(child)).toMatchObject({ code: 0, err: '' })
})

it('Ctrl-C ends execute between two commands and reports it', async () => {
  const child = start('execute')
  child.stdin?.write(command(1))
  child.stdout?.once('data', () => child.kill('SIGINT'))
  expect(await ended(child)).toMatchObject({ code: 1, err: expect.stringContaining('Stopped after 1') })
})

it('a pipe in a directory to import is refused instead of waited for', async () => {
  await mkdir(join(directory, 'register'))
  await ended(shell('mkfifo register/customers.csv'))
  const { code, err } = await ended(start('import register'))
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('customers.csv: The file cannot be read from here on (NOT_A_FILE)'),
  ])
})

it('Ctrl-C ends execute while it waits for a pipe to be opened', async () => {
  await ended(shell('mkfifo commands'))
  const child = start('execute commands')
  // It reads commands after it has created its store.
  while (!existsSync(join(directory, 'clientele.db'))) await setTimeout(50)
  await setTimeout(1_000)
  child.kill('SIGTERM')
  expect(await ended(child)).toMatchObject({ code: 1, err: expect.stringContaining('Stopped after 0') })
})

it('execute reads commands from a pipe that is opened later, and from a process', async () => {
  await ended(shell('mkfifo commands'))
  const child = start('execute commands')
  while (!existsSync(join(directory, 'clientele.db'))) await setTimeout(50)
  const given = shell(`printf '%s' '${command(1)}' > commands`)
  const [{ code, out }] = await Promise.all([ended(child), ended(given)])
  expect([code, out]).toEqual([0, expect.stringContaining('"ok":true')])
  const other = await ended(shell(`C execute <(printf '%s' '${command(2)}')`))
  expect([other.code, other.out]).toEqual([0, expect.stringContaining('"ok":true')])
})

it('it says what to do when it is not built', async () => {
  await cp(binary, join(directory, 'bin', 'clientele.mjs'))
  const { code, err } = await ended(start('matrix', join(directory, 'bin', 'clientele.mjs')))
  expect([code, err]).toEqual([1, 'Clientele is not built yet: run "npm run build" first.\n'])
})
