import { countIn } from '../arguments.js'
import { reading } from '../opening.js'
import { lastingListingOptions, pageOptions } from '../options.js'
import { give } from '../printing/answer.js'
import type { SubCommand } from '../sub-command.js'

/** Since when customers are customers. */
export const startDates: SubCommand = {
  usage: 'start-dates',
  about: 'since when each customer is one, and what says so',
  order: 'by customer name, archived ones too; ties by id.',
  options: { ...lastingListingOptions, ...pageOptions },
  examples: [['start-dates --csv start-dates.csv', 'all start dates as CSV']],
  run: (args, io) =>
    reading(args, io, ({ views, asking }) => {
      const params = { ...asking, offset: countIn(args, 'offset'), limit: countIn(args, 'limit') }
      return give(args, io, { json: () => views.startDates(params), listing: () => views.startDateListing(params) })
    }),
}
