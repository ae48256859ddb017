import { writeAnswer } from '../../answers/answer.js'
import { lastingListingOptions, pageOptions } from '../../arguments/options.js'
import { withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'

/** The start dates of customers. */
export const startDates = subCommand({
  name: 'start-dates',
  about: 'since when each customer is one, and what says so',
  order: 'by customer name, archived ones too; ties by id.',
  options: { ...lastingListingOptions, ...pageOptions },
  examples: [['start-dates --csv start-dates.csv', 'all start dates as CSV']],
  run: (args, io) =>
    withReading(args, io, ({ views, asking }) => {
      const params = { ...asking, offset: args.offset, limit: args.limit }
      return writeAnswer(args, io, {
        json: () => views.startDates(params),
        listing: () => views.startDateListing(params),
      })
    }),
})
