import { createHash } from 'node:crypto'
import { refuse } from '../answering/problem.js'
import { assets } from '../assets.js'
import type { App } from '../environment.js'
import { route } from '../routes.js'

const digestOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 20)}"`

/** Serves the style sheet, the scripts and the icon. They contain no data, so no login is needed. */
export const addAssets = (app: App): void =>
  route(app, '/assets/:name', {
    GET: (asked) => {
      const asset = assets.get(asked.req.param('name') ?? '')
      if (asset === undefined) return refuse(asked, 'AddressNotFound')
      const content = asset.content()
      const tag = digestOf(content)
      asked.header('cache-control', 'private, max-age=0, must-revalidate')
      asked.header('etag', tag)
      if (asked.req.header('if-none-match') === tag) return asked.body(null, 304)
      return asked.body(content, 200, { 'content-type': asset.type })
    },
  })
