import type { EmployeeRow, GroupRow, GroupTreeRow } from '@clientele/projections'
import { isActive } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import type { Form } from '../actions/form.js'
import { Field, Select, TextArea } from '../layout/field.js'
import type { Moment } from '../moment/moment.js'
import { addressOf } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { choicesOf, isTree, subtreeOf } from './group-tree.js'
import { groupTexts } from './texts/group-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  /** The whole tree. */
  readonly rows: readonly GroupTreeRow[]
  readonly group: GroupRow
  readonly formState: FormState
}

const isAdministrator = ({ crm }: Service, { var: { by } }: RequestContext): boolean =>
  crm.register.tables.employees.get(by)?.admin === true

const byName = (one: EmployeeRow, other: EmployeeRow): number => one.name.localeCompare(other.name)

const salespersonsFor = ({ service, moment, group }: Props): readonly EmployeeRow[] =>
  [...service.crm.register.tables.employees.rows()]
    .filter((one) => (one.salesperson && isActive(one, moment.asOf)) || group.salespersonIds.includes(one.employeeId))
    .sort(byName)

const Salespersons = (props: Props) => {
  const { service, context, group } = props
  const texts = groupTexts(context.var.locale)
  const all = salespersonsFor(props)
  const chosen = all.filter(({ employeeId }) => group.salespersonIds.includes(employeeId))
  return (
    <fieldset class="checks">
      <legend>{texts.salespersons}</legend>
      {isAdministrator(service, context) ? (
        <>
          <input type="hidden" name="withSalespersons" value="true" />
          {all.map(({ employeeId, name }) => (
            <label class="check">
              <input
                type="checkbox"
                name="salespersonIds"
                value={employeeId}
                checked={chosen.some((one) => one.employeeId === employeeId)}
              />
              {name}
            </label>
          ))}
        </>
      ) : (
        <span>{chosen.map(({ name }) => name).join(', ')}</span>
      )}
      {chosen.length === 0 ? <span class="quiet">{texts.nobodyNamed}</span> : null}
    </fieldset>
  )
}

const costObjectsText = ({ costObjects }: GroupRow): string =>
  costObjects.map(({ dimension, value }) => `${dimension}: ${value}`).join('\n')

const storedTexts = (group: GroupRow): { readonly [field: string]: string } => ({
  name: group.name,
  parentId: group.parentId ?? '',
  numberingStart: group.numberingStart === null ? '' : String(group.numberingStart),
  ledgerAccount: group.ledgerAccount ?? '',
  costObjects: costObjectsText(group),
})

/** The form with the details of a group: name and parent, accounting, and who sees its customers. */
export const GroupForm = (props: Props) => {
  const { service, context, rows, group, formState } = props
  const { locale } = context.var
  const texts = groupTexts(locale)
  const stored = storedTexts(group)
  const wasSaved = formState.form.text('do') === 'save'
  const field = (name: string) => ({
    name,
    value: wasSaved ? formState.form.text(name) : stored[name],
    refusal: wasSaved ? formState.refusal : null,
    locale,
  })
  const own = subtreeOf(rows, group.groupId)
  const parents = [{ value: '', label: texts.top }, ...choicesOf(rows.filter(({ groupId }) => !own.has(groupId)))]
  return (
    <form class="fields" method="post" aria-label={texts.details}>
      <input type="hidden" name="back" value={addressOf(context)} />
      <input type="hidden" name="expected" value={formState.tag} />
      <Field {...field('name')} label={texts.name} required />
      {isTree(service) ? <Select {...field('parentId')} label={texts.parent} choices={parents} /> : null}
      <Field {...field('numberingStart')} label={texts.numberingStart} type="number" />
      <Field {...field('ledgerAccount')} label={texts.ledgerAccount} />
      <TextArea {...field('costObjects')} label={texts.costObjects} />
      <Salespersons {...props} />
      <button class="main" type="submit" name="do" value="save">
        {officeTexts(locale).save}
      </button>
    </form>
  )
}

const costObjectIn = (line: string): object => {
  const at = line.indexOf(':')
  return at < 0
    ? { dimension: line.trim(), value: '' }
    : { dimension: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }
}

const costObjectsIn = (text: string | undefined): readonly object[] =>
  (text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(costObjectIn)

const wholeNumber = /^-?\d{1,15}$/

// A text that is not a number is passed on, so that the command refuses it with its reason.
const numberIn = (text: string | undefined): number | string | null => {
  if (text === undefined) return null
  return wholeNumber.test(text) ? Number(text) : text
}

/** The command that saves the details. */
export const saveCommand = (form: Form, groupId: string, hasParent: boolean): unknown => ({
  type: 'SaveCustomerGroup',
  data: {
    groupId,
    name: form.text('name') ?? '',
    ...(hasParent ? { parentId: form.text('parentId') ?? null } : {}),
    numberingStart: numberIn(form.text('numberingStart')),
    ledgerAccount: form.text('ledgerAccount') ?? null,
    costObjects: costObjectsIn(form.text('costObjects')),
    ...(form.text('withSalespersons') === undefined ? {} : { salespersonIds: form.texts('salespersonIds') }),
  },
})
