import type { Asked, Service } from '../../environment.js'
import { queryOf } from '../acting/form.js'
import { Check, type Choice, Field, Select } from '../layout/field.js'
import { isActive } from '../moment/active.js'
import type { Moment } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { officeTexts } from '../texts/office-texts.js'
import { withoutGroup } from './matrix-query.js'
import { matrixTexts } from './texts/matrix-texts.js'

type Props = { readonly service: Service; readonly asked: Asked; readonly moment: Moment }

const groupChoices = ({ asked, moment }: Props): readonly Choice[] => {
  const { by: viewer, locale } = asked.var
  const texts = matrixTexts(locale)
  const groups = moment.views.groupSelector({ viewer, locale }).filter(({ kind }) => kind === 'customerGroup')
  return [
    { value: '', label: texts.allGroups },
    { value: withoutGroup, label: texts.noGroup },
    ...groups.map(({ id, name }) => ({ value: id, label: name })),
  ]
}

const specialGroupChoices = ({ asked, moment }: Props): readonly Choice[] => [
  { value: '', label: matrixTexts(asked.var.locale).anySpecialGroup },
  ...moment.views
    .specialGroupList({ viewer: asked.var.by, locale: asked.var.locale })
    .map(({ specialGroupId, name }) => ({ value: specialGroupId, label: name })),
]

const employeesOf = ({ moment }: Props) =>
  [...moment.register.tables.employees.rows()].filter((employee) => isActive(employee, moment.asOf))

const byLabel = (one: Choice, other: Choice): number => one.label.localeCompare(other.label)

const salespersonChoices = (props: Props): readonly Choice[] => [
  { value: '', label: matrixTexts(props.asked.var.locale).anybody },
  ...employeesOf(props)
    .filter(({ salesperson }) => salesperson)
    .map(({ employeeId, name }) => ({ value: employeeId, label: name }))
    .sort(byLabel),
]

const teamChoices = (props: Props): readonly Choice[] => [
  { value: '', label: matrixTexts(props.asked.var.locale).anyTeam },
  ...[...new Set(employeesOf(props).flatMap(({ teams }) => teams))]
    .sort()
    .map((team) => ({ value: team, label: team })),
]

const roleChoices = ({ asked, moment }: Props): readonly Choice[] => [
  { value: '', label: matrixTexts(asked.var.locale).anyRole },
  ...[...moment.register.tables.roles.rows()]
    .filter(({ retired }) => !retired)
    .map(({ roleId, name }) => ({ value: roleId, label: name }))
    .sort(byLabel),
]

/** What the matrix is limited to; the address holds it. */
export const MatrixFilters = (props: Props) => {
  const { service, asked, moment } = props
  const { locale } = asked.var
  const texts = matrixTexts(locale)
  const query = queryOf(asked)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <form class="filter" method="get" action={`${service.base}/`}>
      <Select {...field('groupIds')} label={texts.group} choices={groupChoices(props)} />
      <Check name="includeSubgroups" label={texts.includeSubgroups} isOn={query.text('includeSubgroups') === 'true'} />
      <Select {...field('specialGroupIds')} label={texts.specialGroup} choices={specialGroupChoices(props)} />
      <Select {...field('salespersonId')} label={texts.salesperson} choices={salespersonChoices(props)} />
      <Select {...field('teamId')} label={texts.team} choices={teamChoices(props)} />
      <Select {...field('roleId')} label={texts.role} choices={roleChoices(props)} />
      <Field {...field('text')} label={texts.text} />
      <Check name="showProjects" label={texts.showProjects} isOn={query.text('showProjects') === 'true'} />
      <label class="check">
        <input type="checkbox" name="mode" value="byRole" checked={query.text('mode') === 'byRole'} />
        {texts.byRole}
      </label>
      <MomentFields moment={moment} locale={locale} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}
