import type { HistoryKind, SubjectHistoryParams } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import { listingOrEmpty } from '../../answers/listing.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { lastingListingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, reversedPeriod } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { refuseUnknownActor } from '../../opening/known-actor.js'
import { type Auditing, withAudit } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { kindOfSubject, nothingKnown, subjectKinds } from './subject.js'

const options = {
  ...lastingListingOptions,
  ...pageOptions,
  contact: { kind: 'flag', about: 'the id is that of a person' },
  kind: { kind: 'text', about: 'what the id is of; by default the first that has a history', choices: subjectKinds },
  from: { kind: 'date', about: 'the first day of recording' },
  to: { kind: 'date', about: 'the last day of recording' },
  type: { kind: 'texts', names: 'eventType', about: 'only events of these types' },
  actor: { kind: 'text', about: 'only what this actor did' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly SUBJECT_ID: string }

const paramsOf = (args: Args, { asking }: Auditing, kind: HistoryKind, id: string): SubjectHistoryParams => ({
  subject: { kind, id },
  viewer: asking.viewer,
  locale: asking.locale,
  from: args.from,
  to: args.to,
  types: args.type?.flatMap((types) => types.split(',')),
  actor: args.actor,
  offset: args.offset,
  limit: args.limit,
})

const tell = async (args: Args, io: Io, register: Auditing): Promise<Ending> => {
  const id = args.SUBJECT_ID
  const kind = kindOfSubject(register, id, args.contact ? 'contact' : args.kind)
  if (kind === undefined) return nothingKnown(id)
  const refused = refuseUnknownActor(register, 'actor', args.actor)
  if (isLeft(refused)) return refused
  const params = paramsOf(args, register, kind, id)
  const rows = register.views.subjectHistory(params)
  if (isLeft(rows)) return reversedPeriod
  return writeAnswer(args, io, {
    json: () => rows.right,
    listing: () => listingOrEmpty(register.views.historyListing(params)),
  })
}

/** The history of a subject. */
export const history = subCommand({
  name: 'history',
  about: 'everything that ever happened to a customer, contact, project, employee, group, ...',
  order: 'newest first; what was recorded at the same time, last recorded first.',
  positionals: {
    SUBJECT_ID: { about: 'the id of whom or what it is about; of a classifier value CATALOGUE:VALUE' },
  },
  options,
  examples: [
    ['history acme', 'the history of a customer'],
    ['history maria --contact --from 2026-01-01', 'the history of a person since new year'],
    ['history anna --kind employee', 'the responsibilities an employee got and lost, among the rest'],
    ['history status:active', 'the history of a value of a catalogue'],
    ['history acme --type CustomerMovedToGroup --actor anna', 'when Anna changed its group'],
  ],
  run: (args, io) => withAudit(args, io, (register) => tell(args, io, register)),
})
