import type { App, RequestContext, Service } from '../../../environment.js'
import { route } from '../../../routes.js'
import { showNothing } from '../../problem-page.js'
import { mayAdminister } from './administer.js'

type Exported = NonNullable<Awaited<ReturnType<Service['crm']['personDataExport']>>>

const send = (context: RequestContext, type: string, ending: string, content: string): Response =>
  context.body(content, 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="personal-data.${ending}"`,
  })

const answer = async (
  service: Service,
  context: RequestContext,
  file: (exported: Exported) => Response,
): Promise<Response> => {
  const personId = context.req.param('id') ?? ''
  const { by: viewer, locale } = context.var
  const isSeen = service.crm.views.contactCard({ personId, viewer, locale, limit: 0 }) !== null
  if (!isSeen || !mayAdminister(service, context)) return showNothing(service, context)
  const exported = await service.crm.personDataExport(personId, { locale })
  return exported === null ? showNothing(service, context) : file(exported)
}

/** Adds all data of a person as files for administrators: JSON, and a readable page. */
export const addPersonData = (app: App, service: Service): void => {
  route(app, '/contacts/:id/data.json', {
    GET: (context) =>
      answer(service, context, ({ page: _page, ...data }) =>
        send(context, 'application/json', 'json', JSON.stringify(data, null, 2)),
      ),
  })
  route(app, '/contacts/:id/data.html', {
    GET: (context) => answer(service, context, ({ page }) => send(context, 'text/html', 'html', page)),
  })
}
