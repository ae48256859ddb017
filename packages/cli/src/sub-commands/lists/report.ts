import type { Clientele } from '@clientele/adapters'
import { type ReportFilters, SaveReport, sameName } from '@clientele/domain'
import type { GroupReportParams, SavedReport, Views } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { give } from '../../answers/answer.js'
import { listed } from '../../answers/listing.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Complaint, type Ending, failed, misused, reversed, sentenceOf } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import { type Reading, reading, using } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { groupIdsOf } from './groups-in.js'

const options = {
  ...listingOptions,
  ...pageOptions,
  group: { kind: 'texts', names: 'customerGroup', about: 'the groups; "none" is No group' },
  'no-subgroups': { kind: 'flag', about: 'the groups alone, without those below them' },
  from: { kind: 'date', about: 'the first day of the period' },
  to: { kind: 'date', about: 'the last day of the period' },
  status: { kind: 'text', names: 'status', about: 'only customers of this status' },
  user: { kind: 'text', names: 'employee', about: 'only customers this employee was responsible for in the period' },
  save: { kind: 'text', about: 'keep what is asked for under this name, as a report of --by' },
  saved: { kind: 'text', about: 'ask what was kept under this name, by --by or for the office; options come first' },
  by: { kind: 'text', about: 'whose saved reports are meant' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const periodIn = ({ from, to }: Args): NonNullable<ReportFilters['period']> => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/** What the options say the report is limited by; what they leave out is not there. */
const filtersIn = (args: Args): ReportFilters => {
  const { user: userId, status } = args
  const groupIds = groupIdsOf(args.group)
  const period = periodIn(args)
  return {
    ...(groupIds === undefined ? {} : { groupIds }),
    ...(args['no-subgroups'] ? { includeSubgroups: false } : {}),
    ...(Object.keys(period).length === 0 ? {} : { period }),
    ...(userId === undefined ? {} : { userId }),
    ...(status === undefined ? {} : { status }),
  }
}

/** Own reports come before those of the office. */
const savedAs = (views: Views, viewer: string | undefined, name: string): SavedReport | undefined => {
  const alike = views.savedReports({ viewer }).filter((one) => sameName(one.name, name))
  return alike.find(({ scope }) => scope === 'own') ?? alike[0]
}

const savedFilters = ({ views }: Reading, args: Args): Either<Complaint, ReportFilters> => {
  const name = args.saved
  if (name === undefined) return right({})
  const author = args.by ?? args.viewer
  const saved = savedAs(views, author, name)
  if (saved !== undefined) return right(saved.filters)
  return failed(
    author === undefined
      ? `The office has no report "${name}": say with --by whose own one is meant, or save one with --save.`
      : `"${author}" has no report "${name}", nor has the office: save one with --save.`,
  )
}

const paramsOf = (args: Args, { asking }: Reading, filters: ReportFilters): GroupReportParams => ({
  ...asking,
  groupIds: filters.groupIds ?? [],
  includeSubgroups: filters.includeSubgroups,
  period: filters.period,
  userId: filters.userId,
  status: filters.status,
  offset: args.offset,
  limit: args.limit,
})

const tell = async (args: Args, io: Io, register: Reading): Promise<Ending> => {
  const saved = savedFilters(register, args)
  if (isLeft(saved)) return saved
  const params = paramsOf(args, register, { ...saved.right, ...filtersIn(args) })
  if (params.groupIds.length === 0) return misused('--group must say which groups the report is about.')
  const { from = null, to = null } = params.period ?? {}
  const customers = register.views.groupReport(params)
  if (isLeft(customers)) return reversed
  return give(args, io, {
    json: () => ({ period: { from, to }, customers: customers.right }),
    listing: () => listed(register.views.groupReportListing(params)),
  })
}

const isOwn = (saved: SavedReport | undefined, by: string): boolean => saved?.scope === 'own' && saved.ownerId === by

type Saving = { readonly name: string; readonly by: string }

/** Saves what the options say as a report of the actor; one of that name becomes this one. */
const save = async (crm: Clientele, { name, by }: Saving, args: Args, io: Io): Promise<Ending> => {
  const before = savedAs(crm.views, by, name)
  const outcome = await crm.execute(
    SaveReport({
      ...(isOwn(before, by) && before !== undefined ? { reportId: before.reportId } : {}),
      name,
      scope: 'own',
      filters: filtersIn(args),
    }),
    { by, today: args.today },
  )
  if (isLeft(outcome)) return failed(sentenceOf(outcome.left))
  say(io, `Saved as "${name}": run it with --saved.`)
  return right(undefined)
}

/** What is to be saved; `null` when nothing is. */
const savingIn = ({ save: name, saved, group, by }: Args): Either<Complaint, Saving | null> => {
  if (group === undefined && saved === undefined) return misused('--group must say which groups the report is about.')
  if (name === undefined) return right(null)
  if (saved !== undefined)
    return misused('--save keeps what is asked for now, --saved asks as it was kept: choose one.')
  return by === undefined ? misused('--save needs to know whose report it is: say so with --by.') : right({ name, by })
}

const run = async (args: Args, io: Io): Promise<Ending> => {
  const saving = savingIn(args)
  if (isLeft(saving)) return saving
  const told = await reading(args, io, (register) => tell(args, io, register))
  if (isLeft(told) || saving.right === null) return told
  const { right: toSave } = saving
  return using(args, io, (crm) => save(crm, toSave, args, io))
}

/** Customers of groups in a period. */
export const report = subCommand({
  name: 'report',
  about: 'the customers that were in groups during a period, or in none, with the days they were',
  order: 'by name; ties by id.',
  options,
  examples: [
    ['report --group clients --from 2026-01-01 --to 2026-12-31', 'who was a client this year'],
    ['report --group clients --status active --save Active --by anna', 'the same asked again later with:'],
    ['report --saved Active --by anna --to 2026-06-30', 'what Anna saved, for another period'],
  ],
  run,
})
