import { generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const register = (customerId: string): readonly [string, object] => [
  'RegisterCustomer',
  { customerId, kind: 'company', name: `${customerId} Oy` },
]

beforeEach(async () => {
  at = await desk()
  await at.given(register('zeta'), register('acme'))
})

afterEach(() => at.remove())

const path = (file: string): string => join(at.directory, file)

const tamper = (...statements: readonly string[]): void => {
  const database = new Database(path('clientele.db'))
  for (const table of ['events', 'chain'])
    for (const change of ['update', 'delete']) database.exec(`drop trigger if exists ${table}_no_${change}`)
  for (const statement of statements) database.exec(statement)
  database.close()
}

const alterFirst = `update events set data = replace(data, 'zeta Oy', 'Zeta Ab') where position = 1`

/** Saves the output of a command line in a file. */
const keep = async (line: string, file: string): Promise<void> => writeFile(path(file), (await at.run(line)).out)

const makeKeys = async (name: string): Promise<void> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeFile(path(`${name}.pem`), privateKey.export({ format: 'pem', type: 'pkcs8' }))
  await writeFile(path(`${name}.pub.pem`), publicKey.export({ format: 'pem', type: 'spki' }))
}

const edit = async (file: string, field: string, value: unknown): Promise<void> => {
  const document = JSON.parse(await readFile(path(file), 'utf8'))
  await writeFile(path(file), JSON.stringify({ ...document, [field]: value }))
}

describe('verifying', () => {
  it('confirms that the log contains what was appended', async () => {
    expect(await at.json('verify')).toEqual({
      ok: true,
      events: 2,
      head: { position: '2', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(await at.run('verify')).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/ok +│ true/) })
  })

  it('exits with 1 and names the first event that was changed', async () => {
    tamper(alterFirst)
    const { code, out, err } = await at.run('verify --json')
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      head: null,
      first: { problem: 'altered', position: '1', stream: 'customer-zeta', revision: 0 },
    })
    expect([code, err]).toEqual([
      1,
      'The event at position 1 (customer-zeta, revision 0) is not the one that was appended.\n',
    ])
  })

  it('starts the chain of a store of an earlier version on request', async () => {
    tamper('drop table chain')
    const { code, err } = await at.run('verify')
    expect([code, err]).toEqual([1, expect.stringMatching(/position 1 .*before the chain began.*verify --seal/)])
    expect(await at.run('head')).toMatchObject({ code: 1, err: expect.stringContaining('verify --seal') })
    expect(await at.json('verify --seal')).toMatchObject({ ok: true, events: 2 })
    await at.given(register('beta'))
    expect(await at.json('verify')).toMatchObject({ ok: true, events: 3, head: { position: '3' } })
  })

  it('continues from the head of the last verification', async () => {
    await keep('verify --json', 'before.json')
    await at.given(register('beta'))
    expect(await at.json('verify --from before.json')).toMatchObject({ ok: true, events: 1, head: { position: '3' } })
  })

  it('creates no store', async () => {
    for (const line of ['verify', 'head'])
      expect(await at.run(`${line} --store sqlite:other.db`)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/There is no register/),
      })
  })
})

describe('a stored head', () => {
  it('matches a log that has grown since, and not one whose end was truncated with its chain', async () => {
    await keep('head', 'head.json')
    await at.given(register('beta'))
    expect(await at.json('verify --against head.json')).toMatchObject({ ok: true, events: 3 })
    tamper('delete from events where position >= 2', 'delete from chain where first >= 2')
    expect(await at.json('verify')).toMatchObject({ ok: true, events: 1 })
    const { code, out } = await at.run('verify --against head.json --json')
    expect([code, JSON.parse(out)]).toMatchObject([1, { ok: false, first: { problem: 'cut', position: '2' } }])
  })

  it('detects a rebuilt chain', async () => {
    await keep('head', 'head.json')
    tamper(alterFirst, 'delete from chain')
    expect(await at.json('verify --seal')).toMatchObject({ ok: true })
    const { code, err } = await at.run('verify --against head.json')
    expect([code, err]).toEqual([1, expect.stringContaining('another log')])
  })

  it('that was edited exits with 1', async () => {
    await keep('head', 'head.json')
    await edit('head.json', 'hash', 'f'.repeat(64))
    expect((await at.run('verify --against head.json')).code).toBe(1)
    await edit('head.json', 'hash', 'nothing')
    expect(await at.run('verify --against head.json')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no head'),
    })
  })

  it.each(['position', 'hash', 'takenAt', 'publicKey', 'signature'])(
    'that was signed and whose %s was edited exits with 1',
    async (field) => {
      await makeKeys('ours')
      await keep('head --sign ours.pem', 'head.json')
      expect((await at.run('verify --against head.json')).code).toBe(0)
      await edit('head.json', field, field === 'hash' ? 'f'.repeat(64) : '1')
      expect(await at.run('verify --against head.json')).toMatchObject({
        code: 1,
        err: 'The head in head.json was changed after it was signed.\n',
      })
    },
  )

  it('is accepted with a key only if that key signed it', async () => {
    for (const name of ['ours', 'theirs']) {
      await makeKeys(name)
      await keep(`head --sign ${name}.pem`, `${name}.json`)
    }
    await keep('head', 'unsigned.json')
    expect((await at.run('verify --against ours.json --key ours.pub.pem')).code).toBe(0)
    for (const file of ['theirs.json', 'unsigned.json'])
      expect(await at.run(`verify --against ${file} --key ours.pub.pem`)).toMatchObject({
        code: 1,
        err: `The head in ${file} is not signed by the key of --key.\n`,
      })
  })

  it.each([
    ['head --sign nowhere.pem', 1, 'there is none'],
    ['head --sign clientele.db', 1, 'holds no private Ed25519 key'],
    ['verify --against nowhere.json', 1, 'there is none'],
    ['verify --against clientele.db', 1, 'holds no head'],
    ['verify --against head.json --key clientele.db', 1, 'holds no public Ed25519 key'],
    ['verify --key ours.pub.pem', 2, '--against'],
  ])('%s is refused', async (line, code, words) => {
    await keep('head', 'head.json')
    expect(await at.run(line)).toMatchObject({ code, err: expect.stringContaining(words) })
  })
})
