import type { AssigneeParams } from '@clientele/projections'
import { give } from '../../answers/answer.js'
import { type Arguments, countIn, flagIn, textIn } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Reading, reading } from '../../opening/opening.js'
import type { SubCommand } from '../../sub-command.js'

const paramsOf = (args: Arguments, { asking }: Reading): AssigneeParams => ({
  ...asking,
  includeEnded: flagIn(args, 'ended'),
  offset: countIn(args, 'offset'),
  limit: countIn(args, 'limit'),
  filter: {
    customerId: textIn(args, 'customer'),
    employeeId: textIn(args, 'employee'),
    showArchived: flagIn(args, 'archived'),
    showProjectParticipants: flagIn(args, 'project-participants'),
  },
})

/** All assigned custodians. */
export const assignees: SubCommand = {
  usage: 'assignees',
  about: 'everybody who is or will be responsible: a row per customer, person and role',
  order: 'by customer name, person name and role; ties by id.',
  options: {
    ...listingOptions,
    ...pageOptions,
    customer: { kind: 'text', names: 'customer', about: 'only this customer' },
    employee: { kind: 'text', names: 'employee', about: 'only this employee' },
    archived: { kind: 'flag', about: 'also archived customers' },
    'project-participants': { kind: 'flag', about: 'also those responsible for and taking part in projects' },
    ended: { kind: 'flag', about: 'also responsibilities that have ended' },
  },
  examples: [
    ['assignees --employee anna', 'everything Anna is responsible for'],
    ['assignees --ended --xlsx assignees.xlsx', 'an Excel file, ended responsibilities too'],
  ],
  run: (args, io) =>
    reading(args, io, (register) => {
      const params = paramsOf(args, register)
      return give(args, io, {
        json: () => register.views.assigneeList(params),
        listing: () => register.views.assigneeListing(params),
      })
    }),
}
