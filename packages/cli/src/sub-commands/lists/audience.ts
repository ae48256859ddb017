import { channels } from '@clientele/domain'
import type { TargetGroup, TargetGroupParams } from '@clientele/projections'
import { isRight } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions } from '../../arguments/options.js'
import type { Ending } from '../../cli-error.js'
import { type Io, printLines, say } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const options = {
  ...listingOptions,
  channel: { kind: 'text', about: 'how to contact them', choices: channels, required: true },
  ...filterOptions,
  'contact-property': {
    kind: 'counts',
    names: 'contactProperty',
    about: 'only people with one of these contact properties, by number',
  },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const audienceOf = (args: Args, { asking }: Reading): TargetGroupParams => ({
  ...asking,
  channel: args.channel,
  ...filterFrom(args),
  contactProperties: args['contact-property'],
})

const leftOut = ({ excluded }: TargetGroup): string => {
  const { ban, noConsent, erased, noAddress } = excluded
  return `Left out: ${ban} banned, ${noConsent} without consent, ${erased} erased, ${noAddress} without an address.`
}

/** Prints below a table, or to stderr if the rows are written to a file. */
const printLeftOut = async (args: Args, io: Io, group: TargetGroup): Promise<void> => {
  const isTable = args.csv === undefined && args.xlsx === undefined && args.jsonl === undefined
  if (isTable) await printLines(io, leftOut(group))
  else say(io, leftOut(group))
}

const showAudience = async (args: Args, io: Io, register: Reading): Promise<Ending> => {
  const { channel } = args
  const params = audienceOf(args, register)
  const json = (): object => {
    const { persons, excluded } = register.views.targetGroup(params)
    return { channel, persons: persons.map(({ customerId: _, ...person }) => person), excluded }
  }
  const given = await writeAnswer(args, io, { json, listing: () => register.views.targetGroupListing(params) })
  if (isRight(given) && !args.json) await printLeftOut(args, io, register.views.targetGroup(params))
  return given
}

/** The persons who may be contacted by a channel. */
export const audience = subCommand({
  name: 'audience',
  about: 'the persons who may be contacted by a channel, the others counted by reason',
  order: 'by name; ties by id.',
  options,
  examples: [
    ['audience --channel email --group accounting', 'whom to write to in a group'],
    ['audience --channel letter --contact-property 7 --csv letters.csv', 'who gets a letter, as CSV'],
  ],
  run: (args, io) => withReading(args, io, (register) => showAudience(args, io, register)),
})
