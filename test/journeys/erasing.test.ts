import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, type ClienteleOptions, type Logger, openClientele } from '@clientele/adapters'
import { memoryKeys, sqliteKeys } from '@clientele/adapters/keys'
import { memory } from '@clientele/adapters/memory'
import { fileSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import {
  ErasePerson,
  GiveMarketingConsent,
  RegisterContact,
  RegisterCustomer,
  RegisterPrivateCustomer,
  WriteNote,
} from '@clientele/domain'
import Database from 'better-sqlite3'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'
import { onPostgres, schemaOfTest, withClient } from '../../packages/adapters/test/postgres/schemas.js'
import { onEveryStore } from '../stores.js'

const directory = mkdtempSync(join(tmpdir(), 'clientele-erasing-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const masterKey = randomBytes(32).toString('base64')

const accepted = async (crm: Clientele, ...commands: readonly { readonly type: string; readonly data: unknown }[]) => {
  for (const command of commands) {
    const outcome = await crm.executeUnknown(command)
    if (isLeft(outcome)) throw new Error(`${command.type}: ${JSON.stringify(outcome.left)}`)
  }
}

const recordedEvents = [
  RegisterCustomer({ customerId: 'acme', kind: 'company', name: 'Acme Oy' }),
  RegisterContact({ personId: 'maria', lastName: 'Marttinen', firstName: 'Mirjami', email: 'mm@marks.example' }),
  RegisterContact({ personId: 'olli', lastName: 'Ollikainen', email: 'olli@marks.example' }),
  WriteNote({ activityId: 'n1', links: { personIds: ['maria'] }, text: 'marked-note' }),
  WriteNote({ activityId: 'n2', links: { personIds: ['maria', 'olli'] }, text: 'marked-both' }),
  GiveMarketingConsent({
    personId: 'maria',
    channel: 'email',
    evidence: { capturedAt: '2026-01-05', source: 'marked-source' },
  }),
  RegisterPrivateCustomer({ personId: 'pia', customerId: 'cp', lastName: 'Piiparinen', email: 'pia@marks.example' }),
]

const marks = ['Marttinen', 'Mirjami', 'mm@marks.example', 'marked-note', 'marked-both', 'marked-source']

const readLog = async (crm: Clientele): Promise<string> => {
  const events: unknown[] = []
  for await (const batch of crm.events()) events.push(...batch)
  return JSON.stringify(events)
}

const foundIn = (text: string, texts: readonly string[] = marks): readonly string[] =>
  texts.filter((mark) => text.includes(mark))

const bytesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')

const shown = (crm: Clientele): string =>
  JSON.stringify([
    crm.views.contactCard({ personId: 'maria', asOf: crm.today() }),
    crm.views.subjectHistory({ subject: { kind: 'contact', id: 'maria' }, locale: 'en' }),
    crm.views.subjectHistory({ subject: { kind: 'contact', id: 'olli' }, locale: 'en' }),
  ])

onEveryStore('erasing a person of an encrypted register', (make) => {
  test('shows the person’s texts until erasure; then they are gone from log and views, also after a restart', async () => {
    const options = { store: make(), keys: { masterKey, store: memoryKeys() } }
    const crm = await openClientele(options)
    await accepted(crm, ...recordedEvents)
    expect(foundIn(await readLog(crm))).toEqual(marks)
    expect(foundIn(shown(crm))).toContain('Marttinen')
    await accepted(crm, ErasePerson({ personId: 'maria' }))
    expect(foundIn(await readLog(crm))).toEqual([])
    expect(foundIn(shown(crm))).toEqual([])
    expect(await readLog(crm)).toContain('Ollikainen')
    expect(await crm.verify()).toMatchObject({ ok: true })
    expect(await crm.rebuild()).toMatchObject({ right: { differences: [], equal: true } })
    await crm.close()
    const again = await openClientele(options)
    expect(foundIn(await readLog(again))).toEqual([])
    expect(foundIn(shown(again))).toEqual([])
    expect(await readLog(again)).toContain('olli@marks.example')
    await again.close()
  })

  test('never stores a text of a person in plain text', async () => {
    const store = make()
    const crm = await openClientele({ store, keys: { masterKey, store: memoryKeys() } })
    await accepted(crm, ...recordedEvents)
    await crm.close()
    const opened = await store.open()
    if (isLeft(opened)) throw new Error(opened.left.error)
    const events: unknown[] = []
    for await (const batch of opened.right.readAll()) events.push(...batch)
    await opened.right.close()
    const stored = JSON.stringify(events)
    expect(foundIn(stored, [...marks, 'Ollikainen', 'Piiparinen', 'pia@marks.example'])).toEqual([])
    expect(stored).toContain('Acme Oy')
  })
})

onPostgres('an encrypted register in PostgreSQL', () => {
  const schemaOf = schemaOfTest()

  test('needs only a master key: the keys of persons are in its schema', async () => {
    const schema = schemaOf()
    const options = { store: schema.source(), keys: { masterKey } }
    const crm = await openClientele(options)
    await accepted(crm, ...recordedEvents, ErasePerson({ personId: 'maria' }))
    await crm.close()
    const again = await openClientele(options)
    expect(foundIn(await readLog(again))).toEqual([])
    expect(foundIn(shown(again))).toEqual([])
    expect(await readLog(again)).toContain('Ollikainen')
    await again.close()
    const without = await openClientele({ store: schema.source() }).catch((error: unknown) => error)
    expect(without).toMatchObject({ failure: { error: 'MasterKeyMissing' } })
    const other = { masterKey: randomBytes(32).toString('base64') }
    const wrong = await openClientele({ ...options, keys: other }).catch((error: unknown) => error)
    expect(wrong).toMatchObject({ failure: { error: 'MasterKeyWrong' } })
  })

  test('creates no key tables without a master key', async () => {
    const schema = schemaOf()
    const crm = await openClientele({ store: schema.source() })
    await crm.close()
    const { rows } = await withClient((client) =>
      client.query('select tablename from pg_tables where schemaname = $1', [schema.name]),
    )
    expect(rows.map(({ tablename }) => tablename).filter((name) => String(name).includes('key'))).toEqual([])
    expect(rows.length).toBeGreaterThan(0)
  })
})

describe('an encrypted register in files', () => {
  const inFolder = (name: string): ClienteleOptions & { readonly folder: string } => {
    const folder = mkdtempSync(join(directory, name))
    return {
      folder,
      store: sqlite({ file: join(folder, 'crm.db') }),
      keys: { masterKey },
      snapshots: fileSnapshots({ directory: join(folder, 'snapshots') }),
      snapshotEvery: 1,
    }
  }
  const opened = ({ folder: _, ...options }: ReturnType<typeof inFolder>) => openClientele(options)

  test('has no byte of an erased person’s texts in its database, WAL, snapshots and keys', async () => {
    const options = inFolder('bytes-')
    const crm = await opened(options)
    await accepted(crm, ...recordedEvents, ErasePerson({ personId: 'maria' }))
    await accepted(crm, RegisterContact({ personId: 'late', lastName: 'Late' }))
    expect(foundIn(bytesIn(options.folder))).toEqual([])
    await crm.close()
    expect(existsSync(join(options.folder, 'crm.db.keys'))).toBe(true)
    expect(foundIn(bytesIn(options.folder), [...marks, 'Ollikainen', 'Late'])).toEqual([])
    const again = await opened(options)
    expect(foundIn(shown(again))).toEqual([])
    expect(shown(again)).toContain('Ollikainen')
    await again.close()
  })

  test('cannot be opened without its master key or with another one', async () => {
    const options = inFolder('refused-')
    const crm = await opened(options)
    await accepted(crm, ...recordedEvents)
    await crm.close()
    const { keys: _, snapshots: __, ...without } = options
    const failure = (given: ClienteleOptions) => openClientele(given).catch((error: unknown) => error)
    const { folder, ...unlocked } = without
    expect(await failure(unlocked)).toMatchObject({ failure: { error: 'MasterKeyMissing' } })
    const other = { masterKey: randomBytes(32).toString('base64') }
    expect(await failure({ ...unlocked, keys: other })).toMatchObject({ failure: { error: 'MasterKeyWrong' } })
    expect(await failure({ ...unlocked, keys: { masterKey: 'short' } })).toMatchObject({
      failure: { error: 'MasterKeyWrong' },
    })
    rmSync(join(folder, 'crm.db.keys'))
    expect(await failure(unlocked)).toMatchObject({ failure: { error: 'MasterKeyMissing' } })
    expect(await failure({ ...unlocked, keys: { masterKey } })).toMatchObject({ failure: { error: 'KeyNotFound' } })
  })

  test('erases the person again when its log is restored from a backup older than the erasure', async () => {
    const options = inFolder('restored-')
    const file = join(options.folder, 'crm.db')
    const crm = await opened(options)
    await accepted(crm, ...recordedEvents, RegisterContact({ personId: 'named', lastName: 'marked-name' }))
    await crm.close()
    copyFileSync(file, `${file}.backup`)
    const erasing = await opened(options)
    await accepted(erasing, ErasePerson({ personId: 'maria' }), ErasePerson({ personId: 'named' }))
    await erasing.close()
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(`${file}.backup`, file)
    const restored = await opened(options)
    expect(foundIn(await readLog(restored))).toEqual([])
    for (const personId of ['maria', 'named'])
      expect(restored.register.tables.persons.get(personId)?.erased).toBe('full')
    expect(foundIn(shown(restored))).toEqual([])
    await restored.close()
    expect(foundIn(bytesIn(options.folder))).toEqual([])
  })

  test('creates one key per person for two processes; after one erases it, neither shows the person', async () => {
    const { folder: _, snapshots: __, ...options } = inFolder('two-')
    const [one, other] = [await openClientele(options), await openClientele(options)]
    await Promise.all([
      accepted(one, RegisterContact({ personId: 'maria', lastName: 'Marttinen' })),
      accepted(other, WriteNote({ activityId: 'n', links: { personIds: ['maria'] }, text: 'marked-note' })).catch(
        () => undefined,
      ),
    ])
    await accepted(one, ErasePerson({ personId: 'maria' }))
    await other.caughtUp()
    expect(foundIn(shown(other))).toEqual([])
    expect(foundIn(await readLog(other))).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  test('recognises a command repeated with its id', async () => {
    const { folder: _, snapshots: __, ...options } = inFolder('retried-')
    const crm = await openClientele(options)
    const command = RegisterContact({ personId: 'maria', lastName: 'Marttinen' })
    const first = await crm.execute(command, { commandId: 'c-1' })
    expect(await crm.execute(command, { commandId: 'c-1' })).toEqual(first)
    const other = RegisterContact({ personId: 'maria', lastName: 'Another' })
    expect(await crm.execute(other, { commandId: 'c-1' })).toMatchObject({ left: { error: 'CommandIdReused' } })
    await crm.close()
  })

  test('replaces the master key with a new one', async () => {
    const options = inFolder('rotated-')
    const crm = await opened(options)
    await accepted(crm, ...recordedEvents)
    await crm.close()
    const newest = randomBytes(32).toString('base64')
    const rotated = await opened({ ...options, keys: { masterKey: newest, previousMasterKey: masterKey } })
    await rotated.close()
    const again = await opened({ ...options, keys: { masterKey: newest } })
    expect(foundIn(await readLog(again))).toEqual(marks)
    await again.close()
    await expect(opened(options)).rejects.toMatchObject({ failure: { error: 'MasterKeyWrong' } })
  })
})

const logged = (): { readonly logger: Logger; readonly lines: string[] } => {
  const lines: string[] = []
  const note =
    (level: string): Logger['info'] =>
    (_, message) => {
      lines.push(`${level} ${message}`)
    }
  return { lines, logger: { info: note('info'), warn: note('warn'), error: note('error') } }
}

describe('a register without a master key', () => {
  test('warns once at opening that personal data is in plain text, and names the master key', async () => {
    const { lines, logger } = logged()
    const crm = await openClientele({ store: memory(), logger })
    await accepted(crm, ...recordedEvents, ErasePerson({ personId: 'maria' }))
    await crm.close()
    expect(lines).toEqual([expect.stringMatching(/^info .*CLIENTELE_MASTER_KEY.*in clear/)])
  })

  test('does not warn if there is a master key', async () => {
    const { lines, logger } = logged()
    const crm = await openClientele({ store: memory(), keys: { masterKey }, logger })
    await accepted(crm, ...recordedEvents)
    await crm.close()
    expect(lines).toEqual([])
  })

  test('reports how many texts remain in plain text after an erasure', async () => {
    const crm = await openClientele({ store: memory() })
    await accepted(crm, ...recordedEvents, ErasePerson({ personId: 'maria' }))
    expect(await crm.inClear(['maria'])).toBe(4)
    expect(foundIn(shown(crm))).toEqual([])
    await crm.close()
  })
})

describe('the export of the data of a person', () => {
  test('has everything about the person, machine-readable and human-readable, and nothing about others', async () => {
    const crm = await openClientele({ store: memory(), keys: { masterKey } })
    await accepted(crm, ...recordedEvents)
    const exported = await crm.personDataExport('maria')
    expect(exported).toMatchObject({
      personId: 'maria',
      records: [
        { lastName: 'Marttinen', email: 'mm@marks.example', statements: [{ evidence: { source: 'marked-source' } }] },
      ],
    })
    const alone = marks.filter((mark) => mark !== 'marked-both')
    expect(foundIn(JSON.stringify(exported))).toEqual(alone)
    expect(foundIn(exported?.page ?? '')).toEqual(alone)
    expect(foundIn(JSON.stringify(exported), ['Ollikainen', 'olli@marks.example', 'Piiparinen'])).toEqual([])
    expect(await crm.inClear(['maria'])).toBe(0)
    await accepted(crm, ErasePerson({ personId: 'maria' }))
    expect(foundIn(JSON.stringify(await crm.personDataExport('maria')))).toEqual([])
    expect(await crm.personDataExport('nobody')).toBeNull()
    await crm.close()
  })

  test('shows the texts of a person as text', async () => {
    const crm = await openClientele({ store: memory() })
    await accepted(crm, RegisterContact({ personId: 'x', lastName: '<script>alert(1)</script>' }))
    expect((await crm.personDataExport('x'))?.page).not.toContain('<script>')
    await crm.close()
  })
})

test('an erasure whose keys could not be destroyed destroys them when it is repeated', async () => {
  const file = join(directory, 'away.db')
  const keys = { masterKey, store: sqliteKeys({ file: `${file}.keys` }) }
  const change = (sql: string): void => {
    const database = new Database(`${file}.keys`)
    database.exec(sql)
    database.close()
  }
  const crm = await openClientele({ store: sqlite({ file }), keys })
  await accepted(crm, RegisterContact({ personId: 'eero', lastName: 'Eerola' }))
  change("create trigger kept before insert on keys begin select raise(abort, 'kept'); end")
  const erase = () => crm.execute(ErasePerson({ personId: 'eero' }), { commandId: 'erase-eero' })
  expect(await erase()).toMatchObject({ left: { error: 'StoreUnavailable' } })
  change('drop trigger kept')
  expect(await erase()).toMatchObject({ _tag: 'Right' })
  const store = await sqliteKeys({ file: `${file}.keys` }).open()
  if (isLeft(store)) throw new Error(store.left.error)
  expect(await store.right.read(['person-eero'])()).toEqual({ _tag: 'Right', right: new Map([['person-eero', null]]) })
  await store.right.close()
  await crm.close()
})
