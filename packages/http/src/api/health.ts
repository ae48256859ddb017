import type { App, Service } from '../environment.js'
import { route } from '../routes.js'

/** `GET /health`, for known senders: the state of the store, the views and the subscriptions. */
export const addHealth = (app: App, { crm }: Service): void =>
  route(app, '/health', {
    GET: async (context) => {
      const health = await crm.health()
      const position = health.views.mark?.position ?? null
      return context.json({ status: health.isWell ? 'ok' : 'failing', position, ...health }, health.isWell ? 200 : 503)
    },
  })
