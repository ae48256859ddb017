import type { SpecialGroupMembersParams } from '@clientele/projections'
import { give } from '../../answers/answer.js'
import { type Arguments, countIn, flagIn, textIn } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, reading } from '../../opening/opening.js'
import type { SubCommand } from '../../sub-command.js'

/** The special groups. */
export const specialGroups: SubCommand = {
  usage: 'special-groups',
  about: 'the special groups with their legends and their customers counted',
  order: 'by name; ties by id.',
  options: listingOptions,
  examples: [
    ['special-groups', 'all of them'],
    ['special-groups --json --as-of 2026-01-31', 'how they stood on a day'],
  ],
  run: (args, io) =>
    reading(args, io, ({ views, asking }) =>
      give(args, io, { json: () => views.specialGroupList(asking), listing: () => views.specialGroupListing(asking) }),
    ),
}

const listMembers = async (args: Arguments, io: Io, { register, views, asking }: Reading): Promise<Ending> => {
  const specialGroupId = textIn(args, 'SPECIAL_GROUP_ID') ?? ''
  if (register.tables.specialGroups.get(specialGroupId) === undefined)
    return failed(`There is no special group "${specialGroupId}": "clientele special-groups" lists those there are.`)
  const params: SpecialGroupMembersParams = {
    ...asking,
    specialGroupId,
    includeArchived: !flagIn(args, 'no-archived'),
    offset: countIn(args, 'offset'),
    limit: countIn(args, 'limit'),
  }
  return give(args, io, {
    json: () => views.customersOfSpecialGroup(params),
    listing: () => views.specialGroupMembersListing(params),
  })
}

/** The customers of a special group. */
export const specialMembers: SubCommand = {
  usage: 'special-members <SPECIAL_GROUP_ID>',
  about: 'the customers of a special group',
  order: 'by name; ties by id.',
  positionals: { SPECIAL_GROUP_ID: { about: 'the id of the special group' } },
  options: {
    ...listingOptions,
    ...pageOptions,
    'no-archived': { kind: 'flag', about: 'leave archived customers out' },
  },
  examples: [['special-members key-accounts --xlsx key-accounts.xlsx', 'its customers as an Excel file']],
  run: (args, io) => reading(args, io, (register) => listMembers(args, io, register)),
}
