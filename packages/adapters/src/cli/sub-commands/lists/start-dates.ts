import { give } from '../../answers/answer.js'
import { countIn } from '../../arguments/arguments.js'
import { lastingListingOptions, pageOptions } from '../../arguments/options.js'
import { reading } from '../../opening/opening.js'
import type { SubCommand } from '../../sub-command.js'

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
