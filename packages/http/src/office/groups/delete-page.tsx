import { isRecord } from '@clientele/domain'
import type { GroupRow, ReadableRegister } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../environment.js'
import { previewAs } from '../../requests/execute-as.js'
import { fill } from '../../texts/translated.js'
import { type Refusal, withNames } from '../actions/refusal-names.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { groupAddress } from './group-tree.js'
import { groupTexts } from './texts/group-texts.js'

type Texts = ReturnType<typeof groupTexts>

type Event = { readonly stream: string; readonly type: string; readonly data: unknown }

const fieldOf = (data: unknown, name: string): string =>
  isRecord(data) && typeof Reflect.get(data, name) === 'string' ? String(Reflect.get(data, name)) : ''

const countLeaving: ReadonlySet<string> = new Set(['CustomerMovedToGroup', 'CustomerRemovedFromGroup'])

/** The effect on a group, in a sentence. */
const sentenceFor = ({ type, data }: Event, { tables }: ReadableRegister, texts: Texts): string | null => {
  const nameOf = (field: string): string => tables.groups.get(fieldOf(data, field))?.name ?? fieldOf(data, field)
  const name = nameOf('groupId')
  if (type === 'CustomerGroupDeleted') return fill(texts.wouldDelete, { name })
  if (type === 'CustomerGroupArchived') return fill(texts.wouldArchive, { name })
  if (type !== 'CustomerGroupMoved') return null
  return fieldOf(data, 'to') === ''
    ? fill(texts.wouldMoveToTop, { name })
    : fill(texts.wouldMove, { name, parent: nameOf('to') })
}

const sentencesFor = (events: readonly Event[], register: ReadableRegister, texts: Texts): readonly string[] => {
  const count = new Set(events.filter(({ type }) => countLeaving.has(type)).map(({ stream }) => stream)).size
  return [
    ...events.flatMap((event) => sentenceFor(event, register, texts) ?? []),
    ...(count === 0 ? [] : [fill(texts.wouldLeave, { count })]),
  ]
}

type DeletionPreview = { readonly refusal: Refusal | null; readonly sentences: readonly string[] }

const command = (groupId: string) => ({ type: 'DeleteCustomerGroup', data: { groupId } })

const previewDeletion = async (
  service: Service,
  context: RequestContext,
  groupId: string,
): Promise<DeletionPreview> => {
  const { crm } = service
  const outcome = await previewAs(service, command(groupId), context.var.by)
  if (isLeft(outcome)) return { refusal: withNames(service, context, outcome.left), sentences: [] }
  const texts = groupTexts(context.var.locale)
  const sentences = sentencesFor(outcome.right.events, crm.register, texts)
  return { refusal: null, sentences: sentences.length === 0 ? [texts.nothingWould] : sentences }
}

const groupIn = ({ crm }: Service, context: RequestContext): GroupRow | null => {
  const group = crm.register.tables.groups.get(context.req.param('groupId') ?? '')
  return group === undefined || group.deletedAt !== null ? null : group
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const group = groupIn(service, context)
    if (group === null) return showNothing(service, context)
    const { locale } = context.var
    const texts = groupTexts(locale)
    const { refusal, sentences } = await previewDeletion(service, context, group.groupId)
    return showPage(service, context, {
      title: fill(texts.deleteTitle, { name: group.name }),
      area: 'groups',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <RefusalNote refusal={formState.refusal ?? refusal} locale={locale} />
          {sentences.length === 0 ? null : (
            <>
              <p>{texts.wouldHappen}</p>
              <ul>
                {sentences.map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ul>
            </>
          )}
          <form class="actions" method="post">
            {refusal === null ? (
              <button class="main" type="submit">
                {texts.deleteNow}
              </button>
            ) : null}
            <a href={groupAddress(service.base, group.groupId)}>{officeTexts(locale).cancel}</a>
          </form>
        </>
      ),
    })
  }

/** Adds a page that previews the deletion of a group, and executes it. */
export const addDeleteGroup = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/groups/:groupId/delete',
    show: show(service),
    commands: (_form, context) => [command(context.req.param('groupId') ?? '')],
    next: () => `${service.base}/groups`,
  })
