import { type ContactRow, wordingOf } from '@clientele/projections'
import { type Arguments, countIn, flagIn, textIn } from '../arguments.js'
import { type Ending, failed } from '../complaint.js'
import type { Io } from '../io.js'
import { type Reading, reading } from '../opening.js'
import { listingOptions, lookingOptions, pageOptions } from '../options.js'
import { give } from '../printing/answer.js'
import { printJson } from '../printing/json.js'
import { factsOf, listingOf } from '../printing/listing.js'
import { printTable } from '../printing/table.js'
import type { SubCommand } from '../sub-command.js'

const searchTypes = ['lastName', 'firstName', 'email', 'phone'] as const

const found = (args: Arguments, { views, asking }: Reading): readonly ContactRow[] =>
  views.contactSearch({
    ...asking,
    text: textIn(args, 'search'),
    searchType: searchTypes.find((type) => type === textIn(args, 'search-type')),
    offset: countIn(args, 'offset'),
    limit: countIn(args, 'limit'),
  })

/** Persons by name. */
export const contacts: SubCommand = {
  usage: 'contacts',
  about: 'the contact persons',
  order: 'by last name and first name; ties by id.',
  options: {
    ...listingOptions,
    ...pageOptions,
    search: { kind: 'text', about: 'only persons with this in the field searched' },
    'search-type': { kind: 'text', about: 'the field searched', choices: searchTypes, standard: 'lastName' },
  },
  examples: [['contacts --search anders', 'persons whose last name has "anders" in it']],
  run: (args, io) =>
    reading(args, io, (register) => {
      const rows = found(args, register)
      const { headings } = wordingOf(register.asking.locale)
      const listing = () =>
        listingOf(rows, [
          ['Id', ({ personId }) => personId],
          [headings.name, ({ firstName, lastName }) => [lastName, firstName].filter(Boolean).join(', ')],
          [headings.email, ({ email }) => email],
          [headings.phone, ({ phone, mobile }) => [phone, mobile].filter(Boolean).join(', ')],
          ['Title', ({ title }) => title],
          ['Companies', ({ companies }) => companies.map(({ name }) => name).join(', ')],
        ])
      return give(args, io, { json: () => rows, listing })
    }),
}

const show = async (args: Arguments, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const personId = textIn(args, 'PERSON_ID') ?? ''
  const card = views.contactCard({ ...asking, personId })
  if (card === null)
    return failed(`There is no contact "${personId}" to be seen: look the id up with "clientele contacts".`)
  await (flagIn(args, 'json') ? printJson(io, card) : printTable(io, factsOf(card)))
  return { _tag: 'Right', right: undefined }
}

/** The card of one person. */
export const contact: SubCommand = {
  usage: 'contact <PERSON_ID>',
  about: 'one contact person with its companies',
  positionals: { PERSON_ID: { about: 'the id of the person' } },
  options: lookingOptions,
  examples: [['contact maria', 'the card of a person']],
  run: (args, io) => reading(args, io, (register) => show(args, io, register)),
}
