import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, type Logger, openClientele, problemDetails } from '@clientele/adapters'
import { writeJsonLines } from '@clientele/adapters/json-lines'
import { fileSnapshots, sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import { idOfStream, type KnownEvent, type Message, readEvent } from '@clientele/domain'
import { type ExecutedCommand, executeHistory, type Step, shownOf, smallPools, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect } from 'vitest'
import { runs } from './runs.js'

const directory = mkdtempSync(join(tmpdir(), 'clientele-left-behind-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const masterKey = randomBytes(32).toString('base64')
const secret = 'SECRET'

/** The commands with texts about persons; every personal text gets a mark with the person and the command. */
const aboutPersons = [
  'RegisterContact',
  'ChangeContactDetails',
  'RegisterPrivateCustomer',
  'ConvertContactToPrivateCustomer',
  'SetMarketingBan',
  'LiftMarketingBan',
  'GiveMarketingConsent',
  'WithdrawMarketingConsent',
  'PlaceLegalHold',
  'WriteNote',
  'RegisterMeeting',
  'RegisterTask',
  'LinkFile',
] as const

const around = [
  'LinkContactToCompany',
  'GrantPortalAccess',
  'MergeContacts',
  'MergeCustomers',
  'AddProjectParticipant',
] as const

const histories = fc
  .tuple(
    steps(
      aboutPersons,
      { minLength: 20, maxLength: 60 },
      { pools: smallPools.pools, personalText: fc.constant(secret) },
    ),
    steps(around, { maxLength: 10 }),
  )
  .map(([one, other]) => one.flatMap((step, index) => [step, ...other.slice(index, index + 1)]))

const idsIn = (value: unknown): readonly string[] => {
  const data: object = Object(value)
  const ids: unknown[] = [Reflect.get(data, 'personId'), Reflect.get(data, 'personIds')].flat()
  const links: unknown = Reflect.get(data, 'links')
  return [...ids.filter((id) => typeof id === 'string'), ...(links === undefined ? [] : idsIn(links))]
}

/**
 * A text about persons: erasing any of them must erase it. If it is also about a customer, that may be a private
 * customer, whose erasure erases it too.
 */
type Mark = { readonly personIds: readonly string[]; readonly isAboutCustomer: boolean; readonly text: string }

const markOf = ({ command }: Step, index: number): Mark => ({
  personIds: idsIn(command.data),
  isAboutCustomer: /"customerIds?":(?!null)/.test(JSON.stringify(command.data)),
  text: `Mark${String(index).padStart(3, '0')}Of${idsIn(command.data).join('And')}.`,
})

const withMark = (step: Step, { text }: Mark): Step => {
  const data: unknown = JSON.parse(JSON.stringify(step.command.data).replaceAll(secret, text))
  return { ...step, command: { ...step.command, data } }
}

const step = (type: string, data: object, daysLater = 0): Step => ({ command: { type, data }, by: 'host', daysLater })

/** After every legal hold and every bookkeeping period. */
const muchLater = 46_000

type ExecutedHistory = {
  readonly commands: readonly ExecutedCommand[]
  readonly marks: readonly Mark[]
  readonly log: readonly KnownEvent[]
}

const executeWith = (history: readonly Step[], erasing: readonly string[]): ExecutedHistory => {
  // A text about a company alone belongs to no person.
  const about = history.filter(
    ({ command }) => idsIn(command.data).length > 0 || !JSON.stringify(command).includes(secret),
  )
  const marks = about.map(markOf)
  const marked = about.flatMap((one, index) => marks.slice(index, index + 1).map((mark) => withMark(one, mark)))
  const erasures = erasing.map((personId, index) => step('ErasePerson', { personId }, index === 0 ? muchLater : 0))
  const { commands, log } = executeHistory([
    ...marked,
    ...erasures,
    step('CreateCustomerGroup', { groupId: 'after', name: 'After' }),
  ])
  return { commands, log, marks: marks.filter(({ text }) => JSON.stringify(log).includes(text)) }
}

/** The erased persons, with all records merged into them. */
const erasedIn = (log: readonly KnownEvent[]): ReadonlySet<string> =>
  new Set(
    log.flatMap(({ type, stream, data }) =>
      type === 'PersonErased' && data.scope === 'full' ? [idOfStream(stream)] : [],
    ),
  )

const foundIn = (text: string, marks: readonly Mark[]): readonly string[] =>
  marks.flatMap((mark) => (text.includes(mark.text) ? [mark.text] : []))

const bytesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')

const noting = (): { readonly logger: Logger; readonly lines: string[] } => {
  const lines: string[] = []
  const note = (...said: readonly unknown[]): void => {
    lines.push(
      said.map((one) => (one instanceof Error ? `${one.message} ${one.stack}` : JSON.stringify(one))).join(' '),
    )
  }
  return { lines, logger: { info: note, warn: note, error: note } }
}

type Place = { readonly folder: string; readonly keepsSnapshotsIn: 'files' | 'SQLite' }

const openedIn = ({ folder, keepsSnapshotsIn }: Place, logger: Logger): Promise<Clientele> =>
  openClientele({
    store: sqlite({ file: join(folder, 'crm.db'), synchronous: 'normal' }),
    keys: { masterKey },
    snapshots:
      keepsSnapshotsIn === 'files'
        ? fileSnapshots({ directory: join(folder, 'snapshots') })
        : sqliteSnapshots({ file: join(folder, 'crm.snapshots') }),
    snapshotEvery: 10,
    clock: () => '2150-03-01T09:00:00.000Z',
    logger,
  })

/** Executes a sequence of commands while a subscription runs; returns all refusals. */
const executeCommands = async (
  crm: Clientele,
  { commands }: ExecutedHistory,
  folder: string,
): Promise<readonly string[]> => {
  const checkpoints = sqliteCheckpoints({ file: join(folder, 'crm.checkpoints') })
  const subscription = crm.subscribe('outbox', () => {}, { checkpoints, batchSize: 5 })
  const answers: string[] = []
  for (const { command, meta } of commands) {
    const { today, at, by, commandId } = meta
    const outcome = await crm.executeUnknown(command satisfies Message, {
      today,
      at,
      commandId,
      ...(by === 'host' ? {} : { by }),
    })
    if (isLeft(outcome)) answers.push(JSON.stringify([outcome.left, problemDetails(outcome, { locale: 'en' })]))
  }
  await subscription.close()
  await checkpoints.close()
  return answers
}

const decoded = async (crm: Clientele): Promise<readonly KnownEvent[]> => {
  const all: KnownEvent[] = []
  for await (const batch of crm.events())
    for (const recorded of batch) {
      const event = readEvent(recorded)
      if (!isLeft(event) && event.right !== null) all.push(event.right)
    }
  return all
}

/** Everything that can be read from a register: events, views, exports, the past. */
const exportAll = async (crm: Clientele, folder: string): Promise<string> => {
  const [asked, exported] = [{ locale: 'en', asOf: crm.today() } as const, join(folder, 'exported')]
  const log = await decoded(crm)
  const known = await crm.knownAt(log.at(log.findIndex(({ type }) => type === 'PersonErased') - 1)?.position ?? '')
  const persons = [...crm.register.tables.persons.rows()].map(({ personId }) => personId)
  mkdirSync(exported)
  const customers = crm.views.customerListing(asked)
  if (isLeft(customers)) throw new Error(customers.left.error)
  await writeJsonLines(customers.right, join(exported, 'customers.jsonl'))
  await writeJsonLines(crm.views.contactListing(asked), join(exported, 'contacts.jsonl'))
  for (const personId of persons)
    writeFileSync(join(exported, `${personId}.json`), JSON.stringify(await crm.personDataExport(personId)))
  return JSON.stringify([
    log,
    shownOf(log, 'en'),
    crm.register.dump(),
    [crm, known].map(({ views, audit }) => [
      views.contactSearch(asked),
      views.customerList(asked),
      audit.changes({}),
      persons.map((id) => [
        views.contactCard({ ...asked, personId: id }),
        views.subjectHistory({ subject: { kind: 'contact', id }, locale: 'fi' }),
      ]),
    ]),
  ])
}

describe('under a master key', () => {
  const persons = ['p1', 'p2', 'p3', 'p4']

  test.prop([histories, fc.subarray(persons, { minLength: 1 }), fc.constantFrom('files', 'SQLite')], runs(6))(
    'no text of an erased person remains in the bytes of files, exports, current and past views, logs and answers',
    async (history, erasing, keepsSnapshotsIn) => {
      const folder = mkdtempSync(join(directory, 'run-'))
      const place: Place = { folder, keepsSnapshotsIn }
      const executed = executeWith(history, erasing)
      const erased = erasedIn(executed.log)
      const erasedMarks = executed.marks.filter(({ personIds }) => personIds.some((id) => erased.has(id)))
      const otherMarks = executed.marks.filter((mark) => !mark.isAboutCustomer && !erasedMarks.includes(mark))
      const { lines, logger } = noting()
      const crm = await openedIn(place, logger)
      const answers = await executeCommands(crm, executed, folder)
      expect(foundIn(bytesIn(folder), executed.marks)).toEqual([])
      await crm.close()
      expect(foundIn(bytesIn(folder), executed.marks)).toEqual([])
      const again = await openedIn(place, logger)
      const taken = await exportAll(again, folder)
      await again.close()
      expect(foundIn(taken + bytesIn(folder), erasedMarks)).toEqual([])
      expect(foundIn([...answers, ...lines].join('\n'), executed.marks)).toEqual([])
      // The search covers the places of texts: those of other persons are found there.
      expect(foundIn(taken, otherMarks)).toEqual(otherMarks.map(({ text }) => text))
      rmSync(folder, { recursive: true, force: true })
    },
    120_000,
  )
})
