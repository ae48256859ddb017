import type { GroupTreeRow, Locale } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { type Form, queryOf } from '../actions/form.js'
import { Downloads } from '../layout/downloads.js'
import { Check, Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { type Moment, momentOf, momentQuery, momentSuffix } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { choicesOf, type GroupNode, groupAddress, groupRows, isTree, treeOf } from './group-tree.js'
import { groupTexts } from './texts/group-texts.js'

type NodeContext = {
  readonly locale: Locale
  readonly base: string
  /** The query of the same moment, for links. */
  readonly query: string
  readonly isDraggable: boolean
}

const countText = ({ row, below }: GroupNode, locale: Locale): string => {
  const texts = groupTexts(locale)
  const { ownCount: own, totalCount: total } = row
  return below.length === 0 && own === total ? fill(texts.own, { own }) : fill(texts.ownAndTotal, { own, total })
}

const Node = ({ node, shown }: { readonly node: GroupNode; readonly shown: NodeContext }) => {
  const { row, below } = node
  const { locale, base, query, isDraggable } = shown
  const isMovable = isDraggable && row.groupId !== null
  return (
    <li>
      <span class="group" data-group={isMovable ? row.groupId : undefined} draggable={isMovable ? true : undefined}>
        <a href={`${groupAddress(base, row.groupId)}${query}`} draggable={isMovable ? false : undefined}>
          {row.name}
        </a>{' '}
        <span class="quiet">
          {countText(node, locale)}
          {row.archived ? ` (${groupTexts(locale).archived})` : ''}
        </span>
      </span>
      {below.length === 0 ? null : (
        <ul class="tree-below">
          {below.map((one) => (
            <Node node={one} shown={shown} />
          ))}
        </ul>
      )}
    </li>
  )
}

const Filters = ({
  context,
  moment,
  base,
}: {
  readonly context: RequestContext
  readonly moment: Moment
  readonly base: string
}) => {
  const { locale } = context.var
  const isOn = queryOf(context).text('showArchived') === 'true'
  return (
    <form class="filter" method="get" action={`${base}/groups`}>
      <Check name="showArchived" label={groupTexts(locale).showArchived} isOn={isOn} />
      <MomentFields moment={moment} locale={locale} />
      <button type="submit">{officeTexts(locale).show}</button>
    </form>
  )
}

const CreateForm = ({ service, context, rows, formState }: TreeProps & { readonly formState: FormState }) => {
  const { locale } = context.var
  const texts = groupTexts(locale)
  const { form, refusal } = formState
  const field = (name: string) => ({ name, value: form.text(name), refusal, locale })
  const parents = [{ value: '', label: texts.top }, ...choicesOf(rows)]
  return (
    <section aria-labelledby="new-group">
      <h2 id="new-group">{texts.newGroup}</h2>
      <form class="fields" method="post" action={`${service.base}/groups`}>
        <input type="hidden" name="back" value={addressOf(context)} />
        <Field {...field('name')} label={texts.name} required />
        {isTree(service) ? <Select {...field('parentId')} label={texts.parent} choices={parents} /> : null}
        <button class="main" type="submit" name="do" value="create">
          {texts.create}
        </button>
      </form>
    </section>
  )
}

/** The script fills in and submits this form when a group is dropped on another. */
const DropForm = ({ service, context }: Pick<ContentProps, 'service' | 'context'>) => (
  <form id="drop-group" method="post" action={`${service.base}/groups`} hidden>
    <input type="hidden" name="back" value={addressOf(context)} />
    <input type="hidden" name="do" value="move" />
    <input type="hidden" name="groupId" value="" />
    <input type="hidden" name="parentId" value="" />
  </form>
)

type TreeProps = Omit<ContentProps, 'formState'> & { readonly rows: readonly GroupTreeRow[] }

type ContentProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly formState: FormState
}

const Tree = ({ service, context, moment, rows }: TreeProps) => {
  const { locale } = context.var
  const texts = groupTexts(locale)
  const isDraggable = moment.isNow && isTree(service)
  const shown = { locale, base: service.base, query: momentSuffix(moment), isDraggable }
  const nodes = treeOf(rows, queryOf(context).text('showArchived') === 'true')
  return (
    <section aria-labelledby="tree-title" data-live={moment.isNow ? 'true' : undefined}>
      <p id="tree-title" class="quiet">
        {fill(texts.tree, { day: moment.asOf })}
      </p>
      <ul class="tree">
        {nodes.map((node) => (
          <Node node={node} shown={shown} />
        ))}
      </ul>
      {isDraggable ? (
        <p class="quiet drop" data-group="">
          {texts.drag} <span class="to-top">{texts.toTop}</span>
        </p>
      ) : null}
    </section>
  )
}

const Content = ({ service, context, moment, formState }: ContentProps) => {
  const rows = groupRows(context, moment)
  const tree = { service, context, moment, rows }
  const { locale } = context.var
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <Filters context={context} moment={moment} base={service.base} />
      <PastNote moment={moment} locale={locale} />
      <Tree {...tree} />
      <Downloads
        base={service.base}
        listing="groupTreeListing"
        query={new URLSearchParams(momentQuery(moment))}
        locale={locale}
      />
      {moment.isNow ? <CreateForm {...tree} formState={formState} /> : null}
      {moment.isNow ? <DropForm service={service} context={context} /> : null}
    </>
  )
}

/** The commands of the forms of the tree: a new group, or a new parent for one. */
export const treeCommands = (form: Form): readonly unknown[] => {
  const parentId = form.text('parentId') ?? null
  if (form.text('do') === 'move')
    return [{ type: 'MoveCustomerGroup', data: { groupId: form.text('groupId') ?? '', newParentId: parentId } }]
  return [{ type: 'CreateCustomerGroup', data: { name: form.text('name') ?? '', parentId } }]
}

/** Shows the tree of groups with the number of customers, and a form for a new group. */
export const showTree = async (service: Service, context: RequestContext, formState: FormState): Promise<Response> => {
  const moment = await momentOf(service, context)
  return showPage(service, context, {
    title: officeTexts(context.var.locale).groups,
    area: 'groups',
    status: formState.refusal === null ? undefined : 422,
    content: () => <Content service={service} context={context} moment={moment} formState={formState} />,
  })
}
