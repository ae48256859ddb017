import type { SpecialGroupMembersParams } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { wasThere } from '../../arguments/named.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'

/** The special groups. */
export const specialGroups = subCommand({
  name: 'special-groups',
  about: 'the special groups with their legends and their customers counted',
  order: 'by name; ties by id.',
  options: listingOptions,
  examples: [
    ['special-groups', 'all of them'],
    ['special-groups --json --as-of 2026-01-31', 'how they stood on a day'],
  ],
  run: (args, io) =>
    withReading(args, io, ({ views, asking }) =>
      writeAnswer(args, io, {
        json: () => views.specialGroupList(asking),
        listing: () => views.specialGroupListing(asking),
      }),
    ),
})

const specialMembersOptions = {
  ...listingOptions,
  ...pageOptions,
  'no-archived': { kind: 'flag', about: 'leave archived customers out' },
} as const satisfies Options

type SpecialMembersArgs = ArgumentsOf<typeof specialMembersOptions> & { readonly SPECIAL_GROUP_ID: string }

const listMembers = async (args: SpecialMembersArgs, io: Io, { register, views, asking }: Reading): Promise<Ending> => {
  const specialGroupId = args.SPECIAL_GROUP_ID
  if (!wasThere(register, register.tables.specialGroups.get(specialGroupId), asking.asOf))
    return failed(`There is no special group "${specialGroupId}": "clientele special-groups" lists those there are.`)
  const params: SpecialGroupMembersParams = {
    ...asking,
    specialGroupId,
    includeArchived: !args['no-archived'],
    offset: args.offset,
    limit: args.limit,
  }
  return writeAnswer(args, io, {
    json: () => views.customersOfSpecialGroup(params),
    listing: () => views.specialGroupMembersListing(params),
  })
}

/** The customers of a special group. */
export const specialMembers = subCommand({
  name: 'special-members',
  about: 'the customers of a special group',
  order: 'by name; ties by id.',
  positionals: { SPECIAL_GROUP_ID: { about: 'the id of the special group' } },
  options: specialMembersOptions,
  examples: [['special-members key-accounts --xlsx key-accounts.xlsx', 'its customers as an Excel file']],
  run: (args, io) => withReading(args, io, (register) => listMembers(args, io, register)),
})
