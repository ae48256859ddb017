import type { Sheet } from '@clientele/adapters/excel'
import type { Listing, Section } from '@clientele/projections'
import { parseAccept } from 'hono/utils/accept'
import type { RequestContext } from '../environment.js'
import { answerFile, answerSheets } from './file.js'
import { refuse } from './problem.js'

/** The formats of a listing. */
const formats = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const

type MediaType = keyof typeof formats

/** The media types of listings. */
export const listingTypes: readonly string[] = Object.keys(formats)

const sectionMediaTypes: readonly MediaType[] = [
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

/** The media types of cards in sections: a CSV file has one table. */
export const sectionTypes: readonly string[] = sectionMediaTypes

const mediaTypes: readonly MediaType[] = [
  'application/json',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

const matchesRange = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))

/** The offered media type that an `Accept` header prefers; `null` if it accepts none. */
const preferredType = <T extends MediaType>(offered: readonly T[], accept: string | undefined): T | null => {
  const ranges = parseAccept(accept === undefined || accept.trim() === '' ? '*/*' : accept)
  const isRefused = (one: string): boolean => ranges.some(({ type, q }) => q === 0 && type.toLowerCase() === one)
  for (const { type, q } of ranges) {
    const found = offered.find((one) => q > 0 && matchesRange(type.toLowerCase(), one) && !isRefused(one))
    if (found !== undefined) return found
  }
  return null
}

/** Whether an `Accept` header allows JSON. */
export const acceptsJson = (accept: string | undefined): boolean => preferredType(['application/json'], accept) !== null

// Rows are produced lazily, and would be left out.
const withRows = (listing: Listing): Listing => ({ ...listing, rows: [...listing.rows] })

/** Responds with the sections of a card as JSON, or as an Excel file with a sheet for each, by the `Accept` header. */
export const answerSections = async (
  context: RequestContext,
  name: string,
  sections: readonly Section[],
): Promise<Response> => {
  context.header('vary', 'Accept')
  const wanted = preferredType(sectionMediaTypes, context.req.header('accept'))
  if (wanted === null) return refuse(context, 'FormatNotOffered')
  return formats[wanted] === 'json'
    ? context.json(sections.map((one) => ({ ...one, listing: withRows(one.listing) })))
    : answerSheets(context, name, sheetsOf(sections))
}

/** The sections of a card as the sheets of an Excel file. */
export const sheetsOf = (sections: readonly Section[]): readonly Sheet[] =>
  sections.map(({ name, listing }) => ({ ...listing, name }))

/** Responds with a listing as JSON, CSV or Excel, by the `Accept` header; `name` is the file name without extension. */
export const answerListing = async (context: RequestContext, name: string, listing: Listing): Promise<Response> => {
  context.header('vary', 'Accept')
  const wanted = preferredType(mediaTypes, context.req.header('accept'))
  if (wanted === null) return refuse(context, 'FormatNotOffered')
  const format = formats[wanted]
  return format === 'json' ? context.json(withRows(listing)) : answerFile(context, { name, format, listing })
}
