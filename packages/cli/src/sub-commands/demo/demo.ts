import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Clientele } from '@clientele/adapters'
import type { Sheet } from '@clientele/adapters/excel'
import { createDirectory, fileUnwritable } from '@clientele/adapters/internal'
import { type Instant, instantFrom } from '@clientele/domain'
import { isActive, type Listing } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { actingOptions, lookingOptions } from '../../arguments/options.js'
import { type CliError, type Ending, failed, sentenceOf } from '../../cli-error.js'
import { type Io, printLines } from '../../io.js'
import { withWritable } from '../../opening/opening.js'
import { refuseInputFile, refuseOwnFile } from '../../opening/own-files.js'
import type { Place } from '../../opening/stores.js'
import { jsonOf } from '../../printing/json.js'
import { lineAbout, lineWriting, shellWord } from '../../printing/shell-lines.js'
import { printTable } from '../../printing/table.js'
import { sampleRegister } from '../../sample-register.js'
import { subCommand } from '../../sub-command.js'
import { importFailure, importWithProgress, tellProblems } from '../import.js'
import { richestCustomer, sheetsOf } from './demo-files.js'
import { createPastClock, lastSpring, live, type PastClock } from './demo-past.js'

const done: Ending = right(undefined)

const isEmpty = async (crm: Clientele): Promise<Either<CliError, boolean>> => {
  const head = await crm.store.head()()
  return isLeft(head) ? failed(sentenceOf(head.left)) : right(head.right === null)
}

type Shop = { readonly crm: Clientele; readonly store: string; readonly clock: PastClock }

/** The first day of the sample's history. */
const sampleBegins = '2020-01-01'

const options = {
  store: { ...lookingOptions.store, standard: 'sqlite:clientele-demo.db' },
  keys: lookingOptions.keys,
  snapshots: lookingOptions.snapshots,
  register: { kind: 'text', about: 'load this register directory instead of the sample' },
  out: { kind: 'text', about: 'the directory for the Excel files', standard: 'out' },
  ...actingOptions,
  locale: lookingOptions.locale,
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

/** The effective day of the rows: before the displayed day, or the groups would be empty on it. */
const effectiveDayOf = ({ today, register }: Args): Instant | undefined => {
  const isSample = register === undefined
  const latest = isSample ? sampleBegins : new Date().toISOString().slice(0, 10)
  if (!isSample && (today === undefined || today >= latest)) return undefined
  const day = today !== undefined && today < latest ? today : latest
  return instantFrom(`${day}T00:00:00Z`) ?? undefined
}

const load = async ({ crm, store, clock }: Shop, args: Args, io: Io): Promise<Ending> => {
  const directory = args.register ?? sampleRegister
  const empty = await isEmpty(crm)
  if (isLeft(empty)) return empty
  if (!empty.right) {
    await printLines(io, `The register at ${store} is loaded already: nothing is loaded twice.`)
    return done
  }
  const past = args.register === undefined ? lastSpring(crm.today()) : null
  const line = { directory, by: args.by ?? 'demo', today: args.today ?? crm.today(), at: effectiveDayOf(args) }
  if (past !== null) clock.set(past.loaded)
  const outcome = await importWithProgress(crm, io, line)
  if (past !== null && !isLeft(outcome)) await live(crm, clock, past)
  clock.set(null)
  if (isLeft(outcome)) return failed(importFailure(outcome.left, directory))
  const { accepted, events, rejected } = outcome.right
  tellProblems(io, outcome.right, args.locale)
  const refused = rejected === 0 ? '' : `, ${rejected} refused`
  await printLines(io, `Loaded ${accepted} rows as ${events} events into ${store}${refused}.`)
  return done
}

type Shown = { readonly title: string; readonly listing: Listing; readonly most: number }

const show = async (io: Io, { title, listing, most }: Shown): Promise<void> => {
  const rows = [...listing.rows]
  await printLines(io, '', title)
  await printTable(io, { ...listing, rows: rows.slice(0, most) }, 'The Excel files have all.')
  if (rows.length > most) await printLines(io, `… and ${rows.length - most} more`)
}

const write = async (sheets: Sheet | readonly Sheet[], file: string, io: Io): Promise<Ending> => {
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const written = await writeXlsx(sheets, file, { signal: io.signal })
  if (isLeft(written)) return failed(sentenceOf(written.left))
  await printLines(io, `  ${relative(io.cwd, file) || file} (${written.right.rows} rows)`)
  return done
}

const orUnwritable = async (directory: string): Promise<Ending> => {
  try {
    await createDirectory(directory)
    return done
  } catch (error) {
    return failed(fileUnwritable(directory, error).problem)
  }
}

const writeAll = async (files: ReturnType<typeof sheetsOf>, args: Args, io: Io): Promise<Ending> => {
  const directory = resolve(io.cwd, args.out)
  const created = await orUnwritable(directory)
  if (isLeft(created)) return created
  await printLines(io, '', 'Excel files:')
  const inputs = args.register === undefined ? [] : [args.register]
  for (const [name, sheets] of Object.entries(files)) {
    const file = join(directory, `${name}.xlsx`)
    const own = await refuseOwnFile(args, io.cwd, file)
    const refused = isLeft(own) ? own : await refuseInputFile(inputs, io.cwd, file)
    if (isLeft(refused)) return refused
    const written = await write(sheets, file, io)
    if (isLeft(written)) return written
  }
  return done
}

/** The viewer for the browser: an administrator, who sees everything. */
const demoViewer = ({ register, today }: Clientele): string | undefined =>
  [...register.tables.employees.rows()].find((employee) => employee.admin && isActive(employee, today()))?.employeeId

const nextSteps = (crm: Clientele, url: string, customerId: string): readonly string[] => {
  const command = jsonOf({ type: 'ChangeCustomerDetails', data: { customerId, changes: { city: 'Turku' } } })
  const store = shellWord(url)
  const by = demoViewer(crm)
  const inBrowser = by === undefined ? [] : [`In a browser: npx clientele serve --store ${store} --by ${shellWord(by)}`]
  return [
    '',
    'Try next:',
    `  npx clientele matrix --by-role --store ${store}`,
    `  npx clientele ${lineAbout('history', customerId, `--store ${store}`)}`,
    `  ${lineWriting(command)} | npx clientele execute --by you --store ${store}`,
    '',
    ...inBrowser,
  ]
}

const present = async ({ crm, store }: Shop, args: Args, io: Io): Promise<Ending> => {
  const asking = { asOf: args.today ?? crm.today(), locale: args.locale }
  const customer = richestCustomer(crm)
  const files = sheetsOf(crm, asking, customer)
  const screen: Io = { ...io, columns: io.columns ?? 120 }
  await show(screen, {
    title: `Who is responsible for whom on ${asking.asOf}`,
    listing: crm.views.matrixListing(asking),
    most: 12,
  })
  await show(screen, { title: 'Everybody responsible', listing: files.assignees, most: 12 })
  if (customer !== null)
    await show(screen, { title: `What happened to ${customer.name}`, listing: files.history, most: 10 })
  const again = sheetsOf(crm, asking, customer)
  const written = await writeAll(again, args, io)
  if (isLeft(written)) return written
  await printLines(io, ...nextSteps(crm, store, customer?.customerId ?? ''))
  return done
}

const demonstrate = async (shop: Shop, args: Args, io: Io): Promise<Ending> => {
  const loaded = await load(shop, args, io)
  return isLeft(loaded) ? loaded : present(shop, args, io)
}

/** Demonstrates the features on a sample register. */
export const demo = subCommand({
  name: 'demo',
  about: 'load a sample register and show the matrix, the assignee list, a history and the Excel files',
  order: 'matrix and assignees by customer name, the history newest first.',
  options,
  examples: [
    ['demo', 'the sample register, kept in clientele-demo.db'],
    ['demo --register northwind --store sqlite:northwind.db', 'your own register directory'],
  ],
  run: async (args, io) => {
    const directory = args.register
    if (directory !== undefined && !existsSync(resolve(io.cwd, directory)))
      return failed(importFailure({ error: 'DirectoryNotFound' }, directory))
    const clock = createPastClock()
    const show = (crm: Clientele, { url }: Place) => demonstrate({ crm, store: url, clock }, args, io)
    return withWritable(args, io, show, clock.now)
  },
})
