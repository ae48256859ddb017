import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jsonOf } from '../src/printing/json.js'
import { plain } from '../src/printing/plain.js'
import { shellWord } from '../src/printing/shell-lines.js'
import { progressOf } from '../src/progress.js'
import { collecting, type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const run = promisify(execFile)

const commands = '\u001b]0;owned\u0007\u001b[2J'
const hidden = '\u202e\u2066\u200b\u00ad\ufeff\u{e0041}'
const steering = /[^\P{Cc}\n]|[\u2028\u2029\p{Default_Ignorable_Code_Point}]/u

const harmless = ({ out, err }: { readonly out: string; readonly err: string }): void =>
  expect([steering.exec(out), steering.exec(err)]).toEqual([null, null])

const customer = (name: string): readonly [string, object] => ['RegisterCustomer', { customerId: 'a', name }]

describe('text from outside cannot control a terminal', () => {
  it('in a table', async () => {
    await at.given(customer(`Ac${hidden}me`))
    const ran = await at.run('customers')
    harmless(ran)
    expect(ran.out).toContain('Ac<U+202E><U+2066><U+200B><U+00AD><U+FEFF><U+E0041>me')
  })

  it('in JSON and in the log, whose values stay the same', async () => {
    const name = `Ac${hidden}me`
    const given = await at.given(customer(name), [
      'WriteNote',
      { activityId: 'n', links: { customerIds: ['a'] }, text: 'Hello\u2028world' },
    ])
    expect(given.code).toBe(0)
    for (const line of ['customers --json', 'customer a --json', 'history a --json', 'events']) {
      const ran = await at.run(line)
      harmless(ran)
      expect(ran.out).toContain('Ac\\u202e\\u2066\\u200b\\u00ad\\ufeff\\udb40\\udc41me')
    }
    expect(await at.json('customers')).toMatchObject([{ name }])
  })

  it('in the header of a file', async () => {
    await mkdir(join(at.directory, 'register'))
    await writeFile(join(at.directory, 'register', 'customers.csv'), `customerId,name,${commands}${hidden}\na,Acme,x\n`)
    for (const line of ['import register', 'import register --json']) {
      const ran = await at.run(line)
      expect(ran.err).not.toBe('')
      harmless(ran)
    }
  })

  it('in the name of a file, a directory, a store', async () => {
    await at.given(customer('Acme'))
    const name = `${commands}${hidden}`
    for (const line of [
      ['customers', '--csv', `${name}.csv`],
      ['customers', '--xlsx', `${name}.xlsx`],
      ['customers', '--csv', `no/${name}.csv`],
      ['import', name],
      ['generate', name, '--customers', '1'],
      ['execute', name],
      ['customers', '--store', `sqlite:${name}.db`],
      ['customers', '--store', name],
      ['copy', '--from', 'sqlite:clientele.db', '--to', name],
    ]) {
      const ran = await at.run(line)
      expect(ran.err).not.toBe('')
      harmless(ran)
    }
  })

  it('in an option and in an unknown id', async () => {
    await at.given(customer('Acme'))
    const id = `x\n${commands}${hidden}`
    for (const line of [
      ['customer', id],
      ['history', id],
      ['members', id],
      ['contact', id],
      ['permissions', id],
      ['erase', id],
      ['customers', '--viewer', id],
      ['customers', '--group', id],
      ['customers', '--locale', id],
      ['customers', '--as-of', id],
      ['customers', `--${id}`],
      ['report', '--group', 'a', '--saved', id],
      [id],
    ]) {
      const ran = await at.run(line)
      expect(ran.err).not.toBe('')
      harmless(ran)
      expect(ran.err.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
    }
  })

  it('in the headings of a card and of the demonstration', async () => {
    await at.given(customer(`Ac${hidden}me`), [
      'WriteNote',
      { activityId: 'n', links: { customerIds: ['a'] }, text: 'A' },
    ])
    await at.given(['RegisterContact', { personId: 'p', lastName: `Sm${hidden}ith`, customerId: 'a' }])
    harmless(await at.run('contact p'))
    harmless(await at.run('demo --store sqlite:clientele.db'))
  })

  it('in the label of a progress bar', () => {
    const err = collecting()
    const stderr = Object.assign(err.stream, { isTTY: true, cursorTo: () => {}, clearLine: () => {} })
    const io = { stdin: () => process.stdin, stdout: stderr, stderr, cwd: '.', signal: new AbortController().signal }
    const progress = progressOf({ ...io, showsProgress: true }, `\u001b]0;x\u0007{bar}${hidden}`, 'rows')
    progress.at(1, 2)
    progress.stop()
    expect(err.text()).toContain(' ]0;x {bar}<U+202E><U+2066>')
  })
})

describe('a text made printable', () => {
  it.each([
    ['Äiti & Öölaul – 日本 “x”', 'Äiti & Öölaul – 日本 “x”'],
    ['a\u0007\u007f\u009bb\nc', 'a b c'],
    ['a\u202eb', 'a<U+202E>b'],
    ['a\u200db\u200cc\ufe0f', 'a<U+200D>b<U+200C>c<U+FE0F>'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क्\u200dष', 'क्\u200dष'],
    ['👩\u200d👧 ❤\ufe0f\u200d🔥', '👩\u200d👧 ❤\ufe0f\u200d🔥'],
  ])('%j', (text, shown) => expect(plain(text)).toBe(shown))

  it('has the same value as JSON', () => {
    const value = { [`k${hidden}`]: `v\u007f\u0085\u2028\ufff9${hidden}👩\u200d👧` }
    expect(jsonOf(value)).not.toMatch(steering)
    expect(JSON.parse(jsonOf(value))).toEqual(value)
  })
})

describe('a quoted shell word', () => {
  it.each(['acme', 'a b', '$(touch x)', '`x`', "it's", '"q"', 'a\\b', '', '-x', '~', 'a\u202eb', "\u001b'\\\n", '😀!'])(
    'is read unchanged by the shell: %j',
    async (text) => {
      const line = `printf %s ${shellWord(text)}`
      expect(line).not.toMatch(steering)
      expect((await run('bash', ['-c', line], { env: { LC_ALL: 'C.UTF-8' } })).stdout).toBe(text)
    },
  )

  it('is used in the commands that the demonstration suggests', async () => {
    const id = `-$(touch owned) it's "q" \\n`
    await at.given(['RegisterCustomer', { customerId: id, name: 'Acme' }])
    const shown = await at.run('demo --store sqlite:clientele.db')
    const [history = '', command = ''] = shown.out
      .split('\n')
      .filter((line) => /npx clientele (history|execute)/.test(line))
    const words = (await run('bash', ['-c', `printf '%s\\0' ${history.trim()}`])).stdout.split('\0')
    expect(words).toEqual(['npx', 'clientele', 'history', '--store', 'sqlite:clientele.db', '--', id, ''])
    expect((await at.run(words.slice(2, -1))).code).toBe(0)
    const input = (await run('sh', ['-c', command.split(' | ')[0] ?? ''])).stdout
    expect((await at.run('execute', { input })).code).toBe(0)
  })

  it('is used in the suggestion if there is no register', async () => {
    const { err } = await at.run(['customers', '--store', 'sqlite:my $(x).db'])
    expect(err).toContain("--store 'sqlite:my $(x).db'\"")
  })
})
