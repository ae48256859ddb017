import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../environment.js'
import { previewAs } from '../../requests/execute-as.js'
import { fill } from '../../texts/translated.js'
import { withNames } from '../actions/refusal-names.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { specialGroupAddress } from './special-group-list.js'
import { specialGroupIdIn } from './special-group-page.js'
import { specialGroupTexts } from './texts/special-group-texts.js'

const command = (context: RequestContext) => ({
  type: 'DeleteSpecialGroup',
  data: { specialGroupId: specialGroupIdIn(context) },
})

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const group = service.crm.register.tables.specialGroups.get(specialGroupIdIn(context))
    if (group === undefined || group.deletedAt !== null) return showNothing(service, context)
    const { by, locale } = context.var
    const texts = specialGroupTexts(locale)
    const preview = await previewAs(service, command(context), by)
    const refusal = formState.refusal ?? (isLeft(preview) ? withNames(service, context, preview.left) : null)
    const events = isLeft(preview) ? [] : preview.right.events
    const count = events.filter(({ type }) => type === 'CustomerRemovedFromSpecialGroup').length
    return showPage(service, context, {
      title: fill(texts.deleteTitle, { name: group.name }),
      area: 'specialGroups',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <RefusalNote refusal={refusal} locale={locale} />
          <p>
            {fill(texts.wouldDelete, { name: group.name })} {fill(texts.wouldLeave, { count })}
          </p>
          <form class="actions" method="post">
            <button class="main" type="submit">
              {texts.deleteNow}
            </button>
            <a href={specialGroupAddress(service.base, group.specialGroupId)}>{officeTexts(locale).cancel}</a>
          </form>
        </>
      ),
    })
  }

/** Adds a page that previews the deletion of a special group, and executes it. */
export const addDeleteSpecialGroup = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/special-groups/:specialGroupId/delete',
    show: show(service),
    commands: (_form, context) => [command(context)],
    next: () => `${service.base}/special-groups`,
  })
