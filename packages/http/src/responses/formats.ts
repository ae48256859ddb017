import type { Listing } from '@clientele/projections'
import { parseAccept } from 'hono/utils/accept'
import type { RequestContext } from '../environment.js'
import { answerFile } from './file.js'
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

/** Responds with a listing as JSON, CSV or Excel, by the `Accept` header; `name` is the file name without extension. */
export const answerListing = async (context: RequestContext, name: string, listing: Listing): Promise<Response> => {
  context.header('vary', 'Accept')
  const wanted = preferredType(mediaTypes, context.req.header('accept'))
  if (wanted === null) return refuse(context, 'FormatNotOffered')
  const format = formats[wanted]
  return format === 'json'
    ? context.json({ ...listing, rows: [...listing.rows] })
    : answerFile(context, { name, format, listing })
}
