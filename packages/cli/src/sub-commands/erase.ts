import type { Clientele, Receipt } from '@clientele/adapters'
import {
  activityStream,
  customerStream,
  ErasePerson,
  idOfStream,
  personStream,
  personsAbsorbedBy,
  readEvent,
  type StreamName,
} from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { inClearSentence, wouldStaySentence } from '../answers/in-clear.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { actingOptions, jsonOption, localeOption, registerOptions } from '../arguments/options.js'
import { type Ending, failed, type NamedError, sentenceOf } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { withExisting } from '../opening/opening.js'
import { printJson } from '../printing/json.js'
import { lineAbout } from '../printing/shell-lines.js'
import { printTable } from '../printing/table.js'
import { subCommand } from '../sub-command.js'

const sentences: { readonly [error: string]: (personId: string) => string } = {
  ContactNotFound: (id) => `There is no contact "${id}": look the id up with "clientele contacts".`,
  ContactWasMerged: (id) => `"${id}" was merged into another person: erase that one, and all its records go.`,
  PersonIsErased: (id) =>
    `"${id}" is erased already: "clientele ${lineAbout('history', id, '--contact')}" tells since when.`,
  NotAdministrator: () => 'Only an administrator may erase a person: give one with --by.',
}

const refusal = (told: NamedError, personId: string): Ending => {
  if (told.error === 'ErasureBlockedByRetention' && 'until' in told)
    return failed(
      `A legal hold keeps the data of "${personId}": erase from ${String(told.until)} on, or lift the hold before.`,
    )
  const sentence = Object.hasOwn(sentences, told.error) ? sentences[told.error] : undefined
  return failed(sentence?.(personId) ?? sentenceOf(told))
}

/** The streams with data of a person, including records merged into it. */
const streamsAbout = (register: ReadableRegister, personId: string): readonly StreamName[] => {
  const { tables } = register
  const records = [personStream(personId).name, ...register.lookup(personsAbsorbedBy, [personId])]
  const { notes, meetings, tasks, files, emails } = tables
  const activities = [notes, meetings, tasks, files, emails].flatMap((table) => [
    ...table.rowsWhere('personIds', personId),
  ])
  const customerIds = records.flatMap((record) => tables.persons.get(idOfStream(record))?.customerId ?? [])
  return [
    ...records,
    ...customerIds.map((customerId) => customerStream(customerId).name),
    ...activities.map(({ activityId }) => activityStream(activityId).name),
  ]
}

/** The data, time and author of the erasure of a person. */
const erasureIn = async ({ store }: Clientele, stream: StreamName, from: number) => {
  for await (const batch of store.readStream(stream, { from }))
    for (const recorded of batch) {
      const event = readEvent(recorded)
      if (!isLeft(event) && event.right?.type === 'PersonErased')
        return { erasedAt: recorded.recordedAt, by: recorded.metadata.by, ...event.right.data }
    }
  return null
}

/** The erased persons: the requested one first, then the records merged into it. */
const erasedIn = (events: Receipt['events'], personId: string): readonly string[] => {
  const erased = events.filter(({ type }) => type === 'PersonErased').map(({ stream }) => idOfStream(stream))
  return [...new Set([personId, ...erased])]
}

const receiptOf = async (crm: Clientele, personId: string, { events }: Receipt, about: readonly StreamName[]) => {
  const at = events.find(({ type }) => type === 'PersonErased')
  const said = await erasureIn(crm, at?.stream ?? personStream(personId).name, at?.revision ?? 0)
  return {
    personId,
    personIds: erasedIn(events, personId),
    erasedAt: said?.erasedAt ?? null,
    by: said?.by ?? null,
    scope: said?.scope ?? null,
    retainedUntil: said?.retainedUntil ?? null,
    requestId: said?.requestId ?? null,
    inClear: await crm.inClear(erasedIn(events, personId)),
    streams: [...new Set([...about, ...events.map(({ stream }) => stream)])],
    events,
  }
}

const options = {
  ...registerOptions,
  ...actingOptions,
  ...jsonOption,
  ...localeOption,
  request: { kind: 'text', about: 'the id of the request, for the receipt; no name' },
  'dry-run': { kind: 'flag', about: 'tell what would be erased and what would stay, and change nothing' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options> & { readonly PERSON_ID: string }

const eraseOne = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const personId = args.PERSON_ID
  const about = streamsAbout(crm.register, personId)
  const outcome = await crm.execute(ErasePerson({ personId, requestId: args.request ?? null }), {
    by: args.by,
    today: args.today,
  })
  if (isLeft(outcome)) return refusal(outcome.left, personId)
  const { events, ...receipt } = await receiptOf(crm, personId, outcome.right, about)
  if (receipt.inClear > 0) say(io, inClearSentence(receipt.inClear))
  if (args.json) await printJson(io, { ...receipt, events })
  else await printTable(io, factsOf(receipt, args.locale))
  return right(undefined)
}

const previewOne = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const personId = args.PERSON_ID
  const preview = await crm.previewErasure(personId, { by: args.by, today: args.today })
  if (isLeft(preview)) return refusal(preview.left, personId)
  const { events, documents, ...told } = preview.right
  if (told.inClear > 0) say(io, wouldStaySentence(told.inClear))
  if (args.json) await printJson(io, { ...told, documents, events })
  else await printTable(io, factsOf({ ...told, documents: documents.map(({ documentId }) => documentId) }, args.locale))
  return right(undefined)
}

/** Erases a person on request. */
export const erase = subCommand({
  name: 'erase',
  about: 'erase the personal data of a person for good (GDPR 17) and print a receipt; asks nothing',
  positionals: { PERSON_ID: { about: 'the id of the person' } },
  options,
  changes: true,
  examples: [
    ['erase maria --by anna --dry-run', 'what would be erased, and what invoices and the log keep'],
    ['erase maria --by anna --request 2026-17', 'erase Maria; what invoices need stays while it must'],
  ],
  run: (args, io) => withExisting(args, io, (crm) => (args['dry-run'] ? previewOne : eraseOne)(crm, args, io)),
})
