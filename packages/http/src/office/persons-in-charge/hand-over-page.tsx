import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { type Form, queryOf } from '../actions/form.js'
import { Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { type HandOverPreview, handOverCommand, previewHandOver, type SubjectChange } from './hand-over-preview.js'
import { employeeChoices } from './list-filters.js'
import { subjectName } from './subject.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext }

const maxRows = 200

const EmployeesForm = ({ service, context }: Props) => {
  const { locale } = context.var
  const texts = inChargeTexts(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  const nobody = { value: '', label: '–' }
  const today = service.crm.today()
  return (
    <form class="filter" method="get">
      <Select {...field('fromEmployeeId')} label={texts.from} choices={[nobody, ...employeeChoices(service.crm)]} />
      <Select {...field('toEmployeeId')} label={texts.to} choices={[nobody, ...employeeChoices(service.crm, today)]} />
      <Field {...field('effective')} value={query.text('effective') ?? today} type="date" label={texts.effective} />
      <button class="main" type="submit">
        {texts.preview}
      </button>
    </form>
  )
}

const ChangeRow = ({
  service,
  context,
  change,
  isChoosable,
}: Props & { readonly change: SubjectChange; readonly isChoosable: boolean }) => {
  const name = subjectName(service, context, change.subject)
  return (
    <tr>
      {isChoosable ? (
        <td>
          <input
            type="checkbox"
            name="subjects"
            value={change.subject.id}
            checked
            aria-label={fill(inChargeTexts(context.var.locale).choose, { name })}
          />
        </td>
      ) : null}
      <th scope="row">{name}</th>
      <td>{change.ends}</td>
      <td>{change.taken}</td>
    </tr>
  )
}

const Changes = (props: Props & { readonly changes: readonly SubjectChange[]; readonly isChoosable: boolean }) => {
  const { changes, isChoosable } = props
  const texts = inChargeTexts(props.context.var.locale)
  return (
    <section class="scroll" tabindex={0} aria-labelledby="changes-caption">
      <table>
        <caption id="changes-caption">{texts.subjects}</caption>
        <thead>
          <tr>
            {isChoosable ? <th scope="col">✓</th> : null}
            <th scope="col">{texts.subject}</th>
            <th scope="col">{texts.ends}</th>
            <th scope="col">{texts.taken}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, maxRows).map((change) => (
            <ChangeRow {...props} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Preview = ({ service, context, what }: Props & { readonly what: HandOverPreview }) => {
  const { locale } = context.var
  const texts = inChargeTexts(locale)
  const { counts, changes, hidden } = what
  if (counts === null) return <p>{texts.nothingWould}</p>
  const isChoosable = hidden === 0 && changes.length <= maxRows
  return (
    <form method="post">
      <p>{fill(texts.wouldHappen, counts)}</p>
      {hidden === 0 ? null : <p>{fill(texts.others, { count: hidden })}</p>}
      {changes.length <= maxRows ? null : <p>{fill(texts.allOfThem, { count: maxRows })}</p>}
      {isChoosable ? <input type="hidden" name="isChosen" value="true" /> : null}
      <Changes service={service} context={context} changes={changes} isChoosable={isChoosable} />
      <div class="actions">
        <button class="main" type="submit">
          {texts.handOverNow}
        </button>
        <a href={`${service.base}/persons-in-charge`}>{officeTexts(locale).cancel}</a>
      </div>
    </form>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const { locale } = context.var
    const command = handOverCommand(context)
    const what = command === null ? null : await previewHandOver(service, context, command)
    const refusal = formState.refusal ?? what?.refusal ?? null
    return showPage(service, context, {
      title: inChargeTexts(locale).handOverTitle,
      area: 'personsInCharge',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <RefusalNote refusal={refusal} locale={locale} />
          <EmployeesForm service={service} context={context} />
          {what === null || refusal !== null ? null : <Preview service={service} context={context} what={what} />}
        </>
      ),
    })
  }

const commands = (form: Form, context: RequestContext): readonly unknown[] => {
  const subjects = form.text('isChosen') === undefined ? undefined : form.texts('subjects')
  const command = handOverCommand(context, subjects)
  return command === null ? [] : [command]
}

const nextAddress = ({ base }: Service, context: RequestContext): string => {
  const query = new URLSearchParams({ employeeId: queryOf(context).text('toEmployeeId') ?? '' })
  return `${base}/persons-in-charge?${query.toString()}`
}

/** Adds a page that hands the responsibilities of an employee over to another, after a preview. */
export const addHandOver = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/persons-in-charge/hand-over',
    show: show(service),
    commands,
    next: (_form, context) => nextAddress(service, context),
  })
