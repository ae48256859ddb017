import { type ContactSearchParams, searchTypes, selections } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, lookingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed, usageFailure } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { printJson } from '../../printing/json.js'
import { printSections } from '../../printing/sections.js'
import { subCommand } from '../../sub-command.js'

const contactsOptions = {
  ...listingOptions,
  ...pageOptions,
  search: { kind: 'text', about: 'only persons with this in the field searched' },
  'search-type': { kind: 'text', about: 'the field searched', choices: searchTypes, standard: 'lastName' },
  selection: {
    kind: 'text',
    about: "whose: everybody's, of customers the --viewer owns or is responsible for, or of those of its teams",
    choices: selections,
    standard: 'all',
  },
  category: { kind: 'texts', names: 'contactCategory', about: 'only persons of one of these categories' },
} as const satisfies Options

type ContactsArgs = ArgumentsOf<typeof contactsOptions>

const paramsOf = (args: ContactsArgs, { asking }: Reading): ContactSearchParams => ({
  ...asking,
  text: args.search,
  searchType: args['search-type'],
  selection: args.selection,
  category: args.category,
  offset: args.offset,
  limit: args.limit,
})

const list = async (args: ContactsArgs, io: Io, register: Reading): Promise<Ending> => {
  if (args.selection !== 'all' && args.viewer === undefined)
    return usageFailure(`--selection ${args.selection} needs to know whose: give an employee with --viewer.`)
  const params = paramsOf(args, register)
  return writeAnswer(args, io, {
    json: () => register.views.contactSearch(params),
    listing: () => register.views.contactListing(params),
  })
}

/** Persons by name. */
export const contacts = subCommand({
  name: 'contacts',
  about: 'the contact persons',
  order: 'by last name and first name; ties by id.',
  options: contactsOptions,
  examples: [
    ['contacts --search anders', 'persons whose last name has "anders" in it'],
    ['contacts --selection mine --viewer anna --category vip', 'the important contacts of the customers of Anna'],
  ],
  run: (args, io) => withReading(args, io, (register) => list(args, io, register)),
})

type ContactArgs = ArgumentsOf<typeof lookingOptions> & { readonly ID: string }

const show = async (args: ContactArgs, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const params = { ...asking, personId: args.ID }
  const card = views.contactCard(params)
  if (card === null)
    return failed(`There is no contact "${params.personId}" to be seen: look the id up with "clientele contacts".`)
  await (args.json ? printJson(io, card) : printSections(io, views.contactCardSections(params) ?? []))
  return { _tag: 'Right', right: undefined }
}

/** The card of one person. */
export const contact = subCommand({
  name: 'contact',
  about: 'one contact person with its companies, tasks, meetings, notes, files, e-mails and history',
  order: 'companies as they were linked; everything else newest first.',
  positionals: { ID: { about: 'the id of the person' } },
  options: lookingOptions,
  examples: [
    ['contact maria', 'the card of a person'],
    ['contact maria --viewer anna --json', 'what Anna may see of it, as JSON'],
  ],
  run: (args, io) => withReading(args, io, (register) => show(args, io, register)),
})
