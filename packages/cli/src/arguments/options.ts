import { csvReaders } from '@clientele/adapters/csv'
import { locales } from '@clientele/projections'
import type { Options } from './arguments.js'

/** The store of the register; for every sub-command. */
export const storeOptions = {
  store: {
    kind: 'text',
    about: 'where the register is: sqlite:FILE, memory:, postgres://..., esdb://... or kurrentdb://...',
    standard: 'sqlite:clientele.db',
  },
  keys: {
    kind: 'text',
    about:
      'where the keys of persons are when CLIENTELE_MASTER_KEY is given: sqlite:FILE or postgres://...; by default FILE.keys ' +
      'beside sqlite:FILE, and the schema of the register in PostgreSQL',
  },
} as const satisfies Options

/** Store and snapshots; for every sub-command that opens the views. */
export const registerOptions = {
  ...storeOptions,
  snapshots: {
    kind: 'text',
    about: 'keep the views there and open quickly: sqlite:FILE, a directory or postgres://...; holds names in clear',
  },
} as const satisfies Options

/** One JSON document instead of a table. */
export const jsonOption = { json: { kind: 'flag', about: 'print one JSON document' } } as const satisfies Options

/** The actor and the day of commands. */
export const actingOptions = {
  by: {
    kind: 'text',
    about: 'the employee who does it, with the rights of that employee; without it the host itself, with every right',
  },
  today: { kind: 'date', about: 'the day it is done, by default today in the time zone of the register' },
} as const satisfies Options

/** The language of the output. */
export const localeOption = {
  locale: {
    kind: 'text',
    about: 'the language of headings and the order of names',
    choices: locales,
    standard: 'en',
  },
} as const satisfies Options

const viewerOption = {
  viewer: {
    kind: 'text',
    about: 'show what this employee may see today; without it the host looks, who sees everything',
  },
} as const satisfies Options

/** Viewer, language and known-at, for output that does not depend on a day. */
export const lookingOptions = {
  ...registerOptions,
  ...jsonOption,
  ...viewerOption,
  'known-at': {
    kind: 'moment',
    about: 'answer with what was recorded up to this instant or position, by default now',
  },
  ...localeOption,
} as const satisfies Options

/** The day of the question, for output that depends on a day. */
const dayOptions = {
  'as-of': { kind: 'date', about: 'the day the answer is about, by default today' },
  today: { kind: 'date', about: 'the day that counts as today' },
} as const satisfies Options

/** The output files of a listing. */
const fileOptions = {
  csv: { kind: 'text', about: 'write the rows into this CSV file; - is stdout' },
  'csv-for': {
    kind: 'text',
    about:
      'who is to open the CSV file: excel-eu is Excel where a comma is part of numbers (semicolons, UTF-8 with a mark)',
    choices: csvReaders,
  },
  xlsx: { kind: 'text', about: 'write the rows into this Excel file' },
  jsonl: { kind: 'text', about: 'write the rows into this file of JSON lines, an object a row; - is stdout' },
} as const satisfies Options

/** The options of a listing that does not depend on a day. */
export const lastingListingOptions = { ...lookingOptions, ...fileOptions } as const satisfies Options

/** The options of a listing that depends on a day. */
export const listingOptions = { ...lookingOptions, ...dayOptions, ...fileOptions } as const satisfies Options

/** Paging of the rows. */
export const pageOptions = {
  offset: { kind: 'count', about: 'leave out this many rows at the beginning' },
  limit: { kind: 'count', about: 'give at most this many rows' },
} as const satisfies Options
