import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { withNames } from '../acting/named.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { specialGroupAddress } from './special-group-list.js'
import { specialGroupIdIn } from './special-group-page.js'
import { specialGroupTexts } from './texts/special-group-texts.js'

const command = (asked: Asked) => ({
  type: 'DeleteSpecialGroup',
  data: { specialGroupId: specialGroupIdIn(asked) },
})

const show =
  (service: Service) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const group = service.crm.register.tables.specialGroups.get(specialGroupIdIn(asked))
    if (group === undefined || group.deletedAt !== null) return showNothing(service, asked)
    const { by, locale } = asked.var
    const texts = specialGroupTexts(locale)
    const foreseen = await service.crm.preview(command(asked), { by })
    const refusal = filled.refusal ?? (isLeft(foreseen) ? withNames(service, asked, foreseen.left) : null)
    const events = isLeft(foreseen) ? [] : foreseen.right.events
    const count = events.filter(({ type }) => type === 'CustomerRemovedFromSpecialGroup').length
    return showPage(service, asked, {
      title: fill(texts.deleteTitle, { name: group.name }),
      area: 'specialGroups',
      status: filled.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Refused refusal={refusal} locale={locale} />
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
    commands: (_form, asked) => [command(asked)],
    next: () => `${service.base}/special-groups`,
  })
