import { type ReportFilters, SaveReport, sameName } from '@clientele/domain'
import type { GroupReportParams, SavedReport, Views } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Clientele } from '../../../clientele.js'
import { give } from '../../answers/answer.js'
import { listed } from '../../answers/listing.js'
import { type Arguments, countIn, dateIn, flagIn, textIn, textsIn } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Complaint, type Ending, failed, misused, reversed, sentenceOf } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import { type Reading, reading, using } from '../../opening/opening.js'
import type { SubCommand } from '../../sub-command.js'
import { groupIdsIn } from './groups-in.js'

const periodIn = (args: Arguments): NonNullable<ReportFilters['period']> => {
  const [from, to] = [dateIn(args, 'from'), dateIn(args, 'to')]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** What the options say the report is limited by; what they leave out is not there. */
const filtersIn = (args: Arguments): ReportFilters => {
  const [groupIds, userId, status] = [groupIdsIn(args), textIn(args, 'user'), textIn(args, 'status')]
  const period = periodIn(args)
  return {
    ...(groupIds === undefined ? {} : { groupIds }),
    ...(flagIn(args, 'no-subgroups') ? { includeSubgroups: false } : {}),
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

const savedFilters = ({ views }: Reading, args: Arguments): Either<Complaint, ReportFilters> => {
  const name = textIn(args, 'saved')
  if (name === undefined) return right({})
  const author = textIn(args, 'by') ?? textIn(args, 'viewer')
  const saved = savedAs(views, author, name)
  if (saved !== undefined) return right(saved.filters)
  return failed(
    author === undefined
      ? `The office has no report "${name}": say with --by whose own one is meant, or save one with --save.`
      : `"${author}" has no report "${name}", nor has the office: save one with --save.`,
  )
}

const paramsOf = (args: Arguments, { asking }: Reading, filters: ReportFilters): GroupReportParams => ({
  ...asking,
  groupIds: filters.groupIds ?? [],
  includeSubgroups: filters.includeSubgroups,
  period: filters.period,
  userId: filters.userId,
  status: filters.status,
  offset: countIn(args, 'offset'),
  limit: countIn(args, 'limit'),
})

const tell = async (args: Arguments, io: Io, register: Reading): Promise<Ending> => {
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

/** Saves what the options say as a report of the actor; one of that name becomes this one. */
const save = async (crm: Clientele, args: Arguments, io: Io): Promise<Ending> => {
  const [name, by] = [textIn(args, 'save') ?? '', textIn(args, 'by') ?? '']
  const before = savedAs(crm.views, by, name)
  const outcome = await crm.execute(
    SaveReport({
      ...(isOwn(before, by) && before !== undefined ? { reportId: before.reportId } : {}),
      name,
      scope: 'own',
      filters: filtersIn(args),
    }),
    { by, today: textIn(args, 'today') },
  )
  if (isLeft(outcome)) return failed(sentenceOf(outcome.left))
  say(io, `Saved as "${name}": run it with --saved.`)
  return right(undefined)
}

const misuseIn = (args: Arguments): string | null => {
  const [isSaving, isSaved] = [textIn(args, 'save') !== undefined, textIn(args, 'saved') !== undefined]
  if (textsIn(args, 'group') === undefined && !isSaved) return '--group must say which groups the report is about.'
  if (isSaving && isSaved) return '--save keeps what is asked for now, --saved asks as it was kept: choose one.'
  return isSaving && textIn(args, 'by') === undefined
    ? '--save needs to know whose report it is: say so with --by.'
    : null
}

const run = async (args: Arguments, io: Io): Promise<Ending> => {
  const misuse = misuseIn(args)
  if (misuse !== null) return misused(misuse)
  const told = await reading(args, io, (register) => tell(args, io, register))
  return isLeft(told) || textIn(args, 'save') === undefined ? told : using(args, io, (crm) => save(crm, args, io))
}

/** Customers of groups in a period. */
export const report: SubCommand = {
  usage: 'report',
  about: 'the customers that were in groups during a period, or in none, with the days they were',
  order: 'by name; ties by id.',
  options: {
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
  },
  examples: [
    ['report --group clients --from 2026-01-01 --to 2026-12-31', 'who was a client this year'],
    ['report --group clients --status active --save Active --by anna', 'the same asked again later with:'],
    ['report --saved Active --by anna --to 2026-06-30', 'what Anna saved, for another period'],
  ],
  run,
}
