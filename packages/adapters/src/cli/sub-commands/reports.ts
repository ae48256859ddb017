import { channels } from '@clientele/domain'
import { wordingOf } from '@clientele/projections'
import { countIn, dateIn, flagIn, textIn, textsIn } from '../arguments.js'
import { misused } from '../complaint.js'
import { reading } from '../opening.js'
import { listingOptions, pageOptions } from '../options.js'
import { give } from '../printing/answer.js'
import { listingOf } from '../printing/listing.js'
import type { SubCommand } from '../sub-command.js'
import { groupIdsIn } from './groups-in.js'

/** Who may be contacted by a channel. */
export const audience: SubCommand = {
  usage: 'audience',
  about: 'the persons who may be contacted by a channel, the others counted by reason',
  order: 'by name; ties by id.',
  options: {
    ...listingOptions,
    channel: { kind: 'text', about: 'how to contact them', choices: channels, required: true },
    group: { kind: 'texts', about: 'only people of customers of these groups; "none" is No group' },
    'special-group': { kind: 'texts', about: 'only people of customers of these special groups' },
    kind: { kind: 'texts', about: 'only people of customers of these kinds' },
  },
  examples: [['audience --channel email --group accounting', 'whom to write to in a group']],
  run: (args, io) =>
    reading(args, io, async ({ views, asking }) => {
      const channel = channels.find((one) => one === textIn(args, 'channel'))
      if (channel === undefined) return misused(`--channel must be one of ${channels.join(', ')}`)
      const target = views.targetGroup({
        ...asking,
        channel,
        groupIds: groupIdsIn(args),
        specialGroupIds: textsIn(args, 'special-group'),
        kinds: textsIn(args, 'kind'),
      })
      const persons = target.persons.map(({ personId, name, customerIds }) => ({ personId, name, customerIds }))
      const listing = () =>
        listingOf(persons, [
          ['Id', ({ personId }) => personId],
          [wordingOf(asking.locale).headings.name, ({ name }) => name],
          ['Customers', ({ customerIds }) => customerIds.join(', ')],
        ])
      return give(args, io, { json: () => ({ ...target, persons }), listing })
    }),
}

/** Customers of groups in a period. */
export const report: SubCommand = {
  usage: 'report',
  about: 'the customers that were in groups during a period, with the days they were',
  order: 'by name; ties by id.',
  options: {
    ...listingOptions,
    ...pageOptions,
    group: { kind: 'texts', about: 'the groups', required: true },
    'no-subgroups': { kind: 'flag', about: 'the groups alone, without those below them' },
    from: { kind: 'date', about: 'the first day of the period' },
    to: { kind: 'date', about: 'the last day of the period' },
    status: { kind: 'text', about: 'only customers of this status' },
  },
  examples: [['report --group clients --from 2026-01-01 --to 2026-12-31', 'who was a client this year']],
  run: (args, io) =>
    reading(args, io, async ({ views, asking }) => {
      const [from, to] = [dateIn(args, 'from'), dateIn(args, 'to')]
      if (from !== undefined && to !== undefined && from > to)
        return misused('--from is later than --to: exchange them.')
      const rows = views.groupReport({
        ...asking,
        groupIds: textsIn(args, 'group') ?? [],
        includeSubgroups: flagIn(args, 'no-subgroups') ? false : undefined,
        period: { from, to },
        status: textIn(args, 'status'),
        offset: countIn(args, 'offset'),
        limit: countIn(args, 'limit'),
      })
      const { headings } = wordingOf(asking.locale)
      const listing = () =>
        listingOf(rows, [
          [headings.customerNumber, ({ number }) => number, 'number'],
          [headings.customerName, ({ name }) => name],
          [headings.customerGroup, ({ customerGroup }) => customerGroup],
          ['Days', ({ membershipDays }) => membershipDays, 'number'],
        ])
      return give(args, io, {
        json: () => ({ period: { from: from ?? null, to: to ?? null }, customers: rows }),
        listing,
      })
    }),
}
