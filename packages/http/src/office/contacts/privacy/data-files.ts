import type { App, Asked, Service } from '../../../environment.js'
import { route } from '../../../routes.js'
import { showNothing } from '../../problem-page.js'
import { mayAdminister } from './administer.js'

type Exported = NonNullable<Awaited<ReturnType<Service['crm']['personDataExport']>>>

const send = (asked: Asked, type: string, ending: string, content: string): Response =>
  asked.body(content, 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="personal-data.${ending}"`,
  })

const answer = async (service: Service, asked: Asked, file: (exported: Exported) => Response): Promise<Response> => {
  const personId = asked.req.param('id') ?? ''
  const { by: viewer, locale } = asked.var
  const isSeen = service.crm.views.contactCard({ personId, viewer, locale, limit: 0 }) !== null
  if (!isSeen || !mayAdminister(service, asked)) return showNothing(service, asked)
  const exported = await service.crm.personDataExport(personId)
  return exported === null ? showNothing(service, asked) : file(exported)
}

/** Adds all data of a person as files for administrators: JSON, and a readable page. */
export const addPersonData = (app: App, service: Service): void => {
  route(app, '/contacts/:id/data.json', {
    GET: (asked) =>
      answer(service, asked, ({ page: _page, ...data }) =>
        send(asked, 'application/json', 'json', JSON.stringify(data, null, 2)),
      ),
  })
  route(app, '/contacts/:id/data.html', {
    GET: (asked) => answer(service, asked, ({ page }) => send(asked, 'text/html', 'html', page)),
  })
}
