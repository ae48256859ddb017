import type { Clientele, DuePage, RetentionPolicy, RetentionReceipt } from '@clientele/adapters'
import { type ColumnDefinition, type Listing, type Locale, listingOf } from '@clientele/projections'
import { type Either, isLeft, right, tryCatch } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../answers/answer.js'
import { inClearSentence } from '../answers/in-clear.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { actingOptions, jsonOption, localeOption, pageOptions, registerOptions } from '../arguments/options.js'
import { type CliError, type Ending, failed, sentenceOf, usageFailure } from '../cli-error.js'
import { textIn } from '../heads/keys.js'
import { type Io, say } from '../io.js'
import { withExisting } from '../opening/opening.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

const options = {
  ...registerOptions,
  ...actingOptions,
  ...jsonOption,
  ...localeOption,
  ...pageOptions,
  policies: {
    kind: 'text',
    required: true,
    about:
      'a JSON file with a list of policies: {"name": "old contacts", "of": "contactsOfArchivedCustomers", "years": 5}; ' +
      'of may also be archivedPrivateCustomers, contactsWithoutCompany or partlyErased',
  },
  'dry-run': { kind: 'flag', about: 'list who would be erased and why, and change nothing' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

/** The policies in a file; they are validated by the register. */
const policiesIn = async (file: string, io: Io): Promise<Either<CliError, readonly RetentionPolicy[]>> => {
  const text = await textIn(io, file)
  if (isLeft(text)) return text
  const parsed = tryCatch(
    () => JSON.parse(text.right),
    () => null,
  )
  return isLeft(parsed) ? failed(`The file ${file} is no JSON.`) : parsed
}

type Row = DuePage['rows'][number] & { readonly name: string | null }

const columns: readonly ColumnDefinition<Row>[] = [
  ['personId', ({ personId }) => personId],
  ['name', ({ name }) => name],
  ['policy', ({ policy }) => policy],
  ['since', ({ since }) => since],
  ['lastActivity', ({ lastActivity }) => lastActivity],
  ['customers', ({ customerIds }) => customerIds.join(', ')],
  ['heldUntil', ({ heldUntil }) => heldUntil],
]

/** The names of the persons that a viewer may see. */
const namesFor = (crm: Clientele, { by, today }: Args): ReadonlyMap<string, string> => {
  const rows = crm.views.contactSearch({ viewer: by, asOf: today ?? crm.today() })
  return new Map(
    rows.map(({ personId, firstName, lastName }) => [personId, [lastName, firstName].filter(Boolean).join(' ')]),
  )
}

const listingOfDue = (rows: readonly Row[], locale: Locale): Listing => listingOf(rows, columns, locale)

const list = async (
  crm: Clientele,
  policies: readonly RetentionPolicy[],
  { args, io }: { readonly args: Args; readonly io: Io },
): Promise<Ending> => {
  const { by, today, offset, limit } = args
  const page = await crm.retention.due({ policies, viewer: by, today, offset, limit })
  if (isLeft(page)) return failed(sentenceOf(page.left))
  const names = namesFor(crm, args)
  const { rows, total } = page.right
  const ending = await writeAnswer(args, io, {
    json: () => page.right,
    listing: () =>
      listingOfDue(
        rows.map((row) => ({ ...row, name: names.get(row.personId) ?? null })),
        args.locale,
      ),
  })
  say(io, `${total} would be erased by these policies, ${rows.length} are shown. Nothing is changed.`)
  return ending
}

const factsOfReceipt = ({ erased, notErased, remaining, inClear, today, by }: RetentionReceipt): object => ({
  today,
  by,
  erased: erased.map(({ personId }) => personId),
  notErased: notErased.map(({ personId, error, until }) => `${personId} (${until ?? error})`),
  remaining,
  inClear,
})

const eraseDue = async (
  crm: Clientele,
  policies: readonly RetentionPolicy[],
  { args, io }: { readonly args: Args; readonly io: Io },
): Promise<Ending> => {
  const progress = progressOf(io, 'Erasing', 'persons')
  const { by, today } = args
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void =>
    progress.at(done, total)
  const receipt = await crm.retention.erase(policies, { by, today, onProgress, signal: io.signal })
  progress.stop()
  if (isLeft(receipt)) return failed(sentenceOf(receipt.left))
  const { stopped, inClear } = receipt.right
  if (inClear > 0) say(io, inClearSentence(inClear))
  if (args.json) await printJson(io, receipt.right)
  else await printTable(io, factsOf(factsOfReceipt(receipt.right), args.locale))
  return stopped === null ? right(undefined) : failed(sentenceOf(stopped))
}

const run = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const isPaged = args.offset !== undefined || args.limit !== undefined
  if (isPaged && !args['dry-run'])
    return usageFailure('--offset and --limit are for --dry-run: policies erase everybody who is due.')
  const policies = await policiesIn(args.policies, io)
  if (isLeft(policies)) return policies
  return (args['dry-run'] ? list : eraseDue)(crm, policies.right, { args, io })
}

/** Erases persons who are due by retention policies, or lists them. */
export const retain = subCommand({
  name: 'retain',
  about: 'erase everybody whose personal data retention policies keep no longer and print a receipt; asks nothing',
  order: 'by id of person.',
  options,
  changes: true,
  examples: [
    ['retain --policies retention.json --dry-run', 'who would be erased, and why'],
    ['retain --policies retention.json --by anna', 'erase them with the rights of Anna; legal holds keep theirs'],
  ],
  run: (args, io) => withExisting(args, io, (crm) => run(crm, args, io)),
})
