import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions } from '../../arguments/options.js'
import { type Ending, failed } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'

const options = {
  ...listingOptions,
  customer: { kind: 'text', names: 'customer', about: 'the person as a contact of this customer' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly ID: string }

const paramsOf = (args: Args, { register, asking }: Reading) => {
  const [id, at] = [args.ID, args.customer]
  const isCustomer = at === undefined && register.tables.customers.get(id) !== undefined
  return { ...asking, ...(isCustomer ? { customerId: id } : { personId: id, customerId: at }) }
}

const tell = async (args: Args, io: Io, register: Reading): Promise<Ending> => {
  const params = paramsOf(args, register)
  const permissions = register.views.marketingPermissions(params)
  if (permissions.length === 0)
    return failed(`There is no person or customer "${args.ID}" to be seen: look the id up first.`)
  return writeAnswer(args, io, {
    json: () => Object.fromEntries(permissions.map(({ channel, ...permission }) => [channel, permission])),
    listing: () => register.views.permissionListing(params),
  })
}

/** The contact permissions of a person or customer. */
export const permissions = subCommand({
  name: 'permissions',
  about: 'by which channels a person or customer may be contacted for marketing, and by whose statement',
  order: 'email, letter, sms.',
  positionals: { ID: { about: 'the id of a person or customer' } },
  options,
  examples: [
    ['permissions maria', 'what Maria has agreed to or banned for herself'],
    ['permissions maria --customer acme', 'whether she may be contacted for a company, whose consent reaches her'],
  ],
  run: (args, io) => withReading(args, io, (register) => tell(args, io, register)),
})
