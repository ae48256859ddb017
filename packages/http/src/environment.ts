import type { Locale } from '@clientele/projections'
import type { Context, Hono } from 'hono'
import type { HttpOptions } from './options.js'

/** What a request carries once it is known who sends it. */
export type Variables = { by: string; locale: Locale }

export type App = Hono<{ Variables: Variables }>

export type Asked = Context<{ Variables: Variables }>

/** What the routes stand on: the options with their defaults, and the wish to end. */
export type Service = Pick<HttpOptions, 'crm' | 'who' | 'hosts' | 'loginUrl'> & {
  readonly base: string
  readonly maxBody: number
  readonly maxFile: number
  readonly onError: (error: unknown) => void
  readonly closing: AbortSignal
}

const mebibyte = 1_048_576

/** The options with what was left out. */
export const serviceOf = (options: HttpOptions, closing: AbortSignal): Service => ({
  crm: options.crm,
  who: options.who,
  base: options.base ?? '',
  hosts: options.hosts,
  loginUrl: options.loginUrl,
  maxBody: options.maxBody ?? mebibyte,
  maxFile: options.maxFile ?? 32 * mebibyte,
  onError: options.onError ?? (() => undefined),
  closing,
})
