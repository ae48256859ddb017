import { wordingOf } from '@clientele/projections'
import { countIn } from '../arguments.js'
import { reading } from '../opening.js'
import { listingOptions, pageOptions } from '../options.js'
import { give } from '../printing/answer.js'
import { listingOf } from '../printing/listing.js'
import type { SubCommand } from '../sub-command.js'

/** Since when customers are customers. */
export const startDates: SubCommand = {
  usage: 'start-dates',
  about: 'since when each customer is one, and what says so',
  order: 'by customer name, archived ones too; ties by id.',
  options: { ...listingOptions, ...pageOptions },
  examples: [['start-dates --csv start-dates.csv', 'all start dates as CSV']],
  run: (args, io) =>
    reading(args, io, ({ views, register, asking }) => {
      const rows = views.startDates({ ...asking, offset: countIn(args, 'offset'), limit: countIn(args, 'limit') })
      const { headings } = wordingOf(asking.locale)
      const listing = () =>
        listingOf(rows, [
          [headings.customerId, ({ customerId }) => customerId],
          [headings.customerName, ({ customerId }) => register.tables.customers.get(customerId)?.name ?? ''],
          [headings.startDate, ({ startDate }) => startDate, 'date'],
          ['Source', ({ source }) => source],
          ['Document', ({ documentId }) => documentId],
        ])
      return give(args, io, { json: () => rows, listing })
    }),
}
