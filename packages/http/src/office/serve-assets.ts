import { createHash } from 'node:crypto'
import { assets } from '../assets.js'
import type { App } from '../environment.js'
import { refuse } from '../responses/problem.js'
import { route } from '../routes.js'

const digestOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 20)}"`

/** Serves the style sheet, the scripts and the icon. They contain no data, so no login is needed. */
export const addAssets = (app: App): void =>
  route(app, '/assets/:name', {
    GET: (context) => {
      const asset = assets.get(context.req.param('name') ?? '')
      if (asset === undefined) return refuse(context, 'AddressNotFound')
      const content = asset.content()
      const tag = digestOf(content)
      context.header('cache-control', 'private, max-age=0, must-revalidate')
      context.header('etag', tag)
      if (context.req.header('if-none-match') === tag) return context.body(null, 304)
      return context.body(content, 200, { 'content-type': asset.type })
    },
  })
