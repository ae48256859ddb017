import type { Clientele } from '@clientele/adapters'
import { type ReportFilters, SaveReport, sameName } from '@clientele/domain'
import type { Listing, ReportParams, SavedReport, Views } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import { listingOrEmpty } from '../../answers/listing.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type CliError, type Ending, failed, reversedPeriod, sentenceOf, usageFailure } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import { type Reading, withExisting, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const options = {
  ...listingOptions,
  ...pageOptions,
  ...filterOptions,
  from: { kind: 'date', about: 'the first day of the period' },
  to: { kind: 'date', about: 'the last day of the period' },
  user: { kind: 'text', names: 'employee', about: 'only customers this employee was responsible for in the period' },
  columns: { kind: 'text', about: 'which columns, as those of "clientele customers", separated by commas' },
  save: { kind: 'text', about: 'keep what is asked for under this name, as a report of --by' },
  saved: { kind: 'text', about: 'ask what was kept under this name, by --by or for the office; options come first' },
  by: { kind: 'text', about: 'whose saved reports are meant' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const periodIn = ({ from, to }: Args): NonNullable<ReportFilters['period']> => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

const isSaved = ({ saved }: Args): boolean => saved !== undefined

/** The filter of the report from the options. An unsaved report always has a period, possibly open. */
const filtersIn = (args: Args): ReportFilters => {
  const { user: userId } = args
  const period = periodIn(args)
  return {
    ...filterFrom(args),
    ...(isSaved(args) && Object.keys(period).length === 0 ? {} : { period }),
    ...(userId === undefined ? {} : { userId }),
  }
}

/** Personal reports take precedence over office reports. */
const findSaved = (views: Views, viewer: string | undefined, name: string): SavedReport | undefined => {
  const alike = views.savedReports({ viewer }).filter((one) => sameName(one.name, name))
  return alike.find(({ scope }) => scope === 'own') ?? alike[0]
}

const reportIdIn = ({ views }: Reading, args: Args): Either<CliError, string | undefined> => {
  const name = args.saved
  if (name === undefined) return right(undefined)
  const author = args.by ?? args.viewer
  const saved = findSaved(views, author, name)
  if (saved !== undefined) return right(saved.reportId)
  return failed(
    author === undefined
      ? `The office has no report "${name}": say with --by whose own one is meant, or save one with --save.`
      : `"${author}" has no report "${name}", nor has the office: save one with --save.`,
  )
}

const columnsIn = ({ columns }: Args): readonly string[] | undefined => columns?.split(',').filter(Boolean)

const paramsOf = (args: Args, { asking }: Reading, reportId: string | undefined): ReportParams => ({
  ...asking,
  reportId,
  filters: filtersIn(args),
  columns: columnsIn(args),
  offset: args.offset,
  limit: args.limit,
})

type Shown = { readonly json: () => unknown; readonly listing: () => Listing }

const periodOf = ({ period }: ReportFilters) => ({ from: period?.from ?? null, to: period?.to ?? null })

/** The customers with the columns of a saved report, or with the chosen columns. */
const withColumns = ({ views }: Reading, params: ReportParams): Either<CliError, Shown> => {
  const answer = views.report(params)
  if (isLeft(answer)) return answer.left.error === 'InvalidPeriod' ? reversedPeriod : failed(sentenceOf(answer.left))
  const { name, filters, rows, total } = answer.right
  return right({
    json: () => ({ name, period: periodOf(filters), customers: rows, total }),
    listing: () => listingOrEmpty(views.reportListing(params)),
  })
}

/** The customers of groups with the days of their membership. */
const withDays = ({ views }: Reading, { filters = {}, reportId: _, columns: __, ...asking }: ReportParams) => {
  const params = { ...asking, ...filters }
  const answer = views.groupReport(params)
  if (isLeft(answer)) return reversedPeriod
  return right({
    json: () => ({ period: periodOf(filters), customers: answer.right }),
    listing: () => listingOrEmpty(views.groupReportListing(params)),
  })
}

const tell = async (args: Args, io: Io, register: Reading): Promise<Ending> => {
  const reportId = reportIdIn(register, args)
  if (isLeft(reportId)) return reportId
  const params = paramsOf(args, register, reportId.right)
  const hasColumns = isSaved(args) || params.columns !== undefined
  const shown: Either<CliError, Shown> = (hasColumns ? withColumns : withDays)(register, params)
  return isLeft(shown) ? shown : writeAnswer(args, io, shown.right)
}

const isOwn = (saved: SavedReport | undefined, by: string): boolean => saved?.scope === 'own' && saved.ownerId === by

type Saving = { readonly name: string; readonly by: string }

/** Saves the options as a report of the actor, replacing one of the same name. */
const save = async (crm: Clientele, { name, by }: Saving, args: Args, io: Io): Promise<Ending> => {
  const before = findSaved(crm.views, by, name)
  const outcome = await crm.execute(
    SaveReport({
      ...(isOwn(before, by) && before !== undefined ? { reportId: before.reportId } : {}),
      name,
      scope: 'own',
      filters: filtersIn(args),
      columns: columnsIn(args) ?? null,
    }),
    { by, today: args.today },
  )
  if (isLeft(outcome)) return failed(sentenceOf(outcome.left))
  say(io, `Saved as "${name}": run it with --saved.`)
  return right(undefined)
}

/** The name to save the report as; `null` if it is not to be saved. */
const savingIn = (args: Args): Either<CliError, Saving | null> => {
  const { save: name, saved, group, 'special-group': specialGroup, by } = args
  if (group === undefined && specialGroup === undefined && saved === undefined)
    return usageFailure('--group or --special-group must say which groups the report is about.')
  if (name === undefined) return right(null)
  if (saved !== undefined)
    return usageFailure('--save keeps what is asked for now, --saved asks as it was kept: choose one.')
  return by === undefined
    ? usageFailure('--save needs to know whose report it is: say so with --by.')
    : right({ name, by })
}

const run = async (args: Args, io: Io): Promise<Ending> => {
  const saving = savingIn(args)
  if (isLeft(saving)) return saving
  const told = await withReading(args, io, (register) => tell(args, io, register))
  if (isLeft(told) || saving.right === null) return told
  const { right: toSave } = saving
  return withExisting(args, io, (crm) => save(crm, toSave, args, io))
}

/** Customers of groups in a period, and saved reports. */
export const report = subCommand({
  name: 'report',
  about: 'the customers that were in groups during a period, or in none, with the days they were; or a saved report',
  order: 'by name; ties by id.',
  options,
  examples: [
    ['report --group clients --from 2026-01-01 --to 2026-12-31', 'who was a client this year'],
    ['report --special-group fair --columns name,owner,bans', 'who ever was at the fair, with columns of your choice'],
    ['report --group clients --status active --save Active --by anna', 'the same asked again later with:'],
    ['report --saved Active --by anna --to 2026-06-30', 'what Anna saved, for another period'],
  ],
  run,
})
