import { isUnawaited } from '@clientele/domain'
import type { Locale } from '@clientele/projections'
import type { Context, Hono } from 'hono'
import type { HttpOptions } from './options.js'
import { createRevisionTags, type RevisionTagOf } from './responses/revision-tag.js'

/** The variables of a request once its sender is known. */
export type Variables = { by: string; locale: Locale }

export type App = Hono<{ Variables: Variables }>

export type RequestContext = Context<{ Variables: Variables }>

/** What the routes need: the options with their defaults, and a signal that is aborted when the handler closes. */
export type Service = Pick<HttpOptions, 'crm' | 'who' | 'hosts' | 'loginUrl'> & {
  readonly base: string
  readonly maxBody: number
  readonly maxFile: number
  readonly onError: (error: unknown) => void
  readonly closing: AbortSignal
  readonly revisionTag: RevisionTagOf
}

const mebibyte = 1_048_576

const ignore = (): void => undefined

// An error of the receiver of errors cannot be reported anywhere.
const neverThrowing =
  (onError: HttpOptions['onError'] = ignore): Service['onError'] =>
  (error) => {
    try {
      const returned: unknown = onError(error)
      isUnawaited(returned, ignore)
    } catch {}
  }

/** Fills in the defaults of the options. */
export const serviceOf = (options: HttpOptions, closing: AbortSignal): Service => ({
  crm: options.crm,
  who: options.who,
  base: options.base ?? '',
  hosts: options.hosts,
  loginUrl: options.loginUrl,
  maxBody: options.maxBody ?? mebibyte,
  maxFile: options.maxFile ?? 32 * mebibyte,
  onError: neverThrowing(options.onError),
  closing,
  revisionTag: createRevisionTags(options.crm),
})
