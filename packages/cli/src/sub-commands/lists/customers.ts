import { type CustomerListParams, type CustomerListRow, customerColumns, type Listing } from '@clientele/projections'
import { getOrElse, isLeft } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed, usageFailure } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const customersOptions = {
  ...listingOptions,
  ...pageOptions,
  ...filterOptions,
  channel: { kind: 'texts', names: 'attractionChannel', about: 'the same as --attraction-channel' },
  archived: { kind: 'flag', about: 'also archived customers' },
  columns: { kind: 'text', about: `which columns, separated by commas, out of ${customerColumns.join(', ')}` },
} as const satisfies Options

type CustomersArgs = ArgumentsOf<typeof customersOptions>

const paramsOf = (args: CustomersArgs, { asking }: Reading): CustomerListParams => ({
  ...asking,
  columns: args.columns?.split(',').filter(Boolean),
  offset: args.offset,
  limit: args.limit,
  filter: {
    ...filterFrom({ ...args, 'attraction-channel': args['attraction-channel'] ?? args.channel }),
    showArchived: args.archived,
  },
})

const nothing: Listing = { columns: [], rows: [] }

const list = async (args: CustomersArgs, io: Io, register: Reading): Promise<Ending> => {
  const params = paramsOf(args, register)
  const isRight = !isLeft(register.views.customerList({ ...params, limit: 0 }))
  if (!isRight) return usageFailure(`--columns takes names out of ${customerColumns.join(',')}`)
  return writeAnswer(args, io, {
    json: () => getOrElse((): readonly CustomerListRow[] => [])(register.views.customerList(params)),
    listing: () => getOrElse(() => nothing)(register.views.customerListing(params)),
  })
}

/** The customers with chosen columns. */
export const customers = subCommand({
  name: 'customers',
  about: 'the customers, with the columns you choose',
  order: 'by name; ties by id.',
  options: customersOptions,
  examples: [
    ['customers --group accounting --columns customerId,name,city', 'three columns of one group'],
    ['customers --archived --csv - > customers.csv', 'everybody as CSV'],
  ],
  run: (args, io) => withReading(args, io, (register) => list(args, io, register)),
})

type CustomerArgs = ArgumentsOf<typeof listingOptions> & { readonly CUSTOMER_ID: string }

const show = async (args: CustomerArgs, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const customerId = args.CUSTOMER_ID
  const card = views.customerCard({ ...asking, customerId })
  if (card === null)
    return failed(`There is no customer "${customerId}" to be seen: look its id up with "clientele customers".`)
  return writeAnswer(args, io, {
    json: () => card,
    listing: () => views.customerCardListing({ ...asking, customerId }) ?? nothing,
  })
}

/** The card of one customer. */
export const customer = subCommand({
  name: 'customer',
  about: 'everything known of one customer now',
  order: 'groups, contacts and projects by name; documents as they were recorded.',
  positionals: { CUSTOMER_ID: { about: 'the id of the customer' } },
  options: listingOptions,
  examples: [['customer acme', 'the card of a customer']],
  run: (args, io) => withReading(args, io, (register) => show(args, io, register)),
})
