import type { App, Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { type Form, queryOf } from '../acting/form.js'
import { Field, Select } from '../layout/field.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { type Foreseen, foreseen, handOverCommand, type SubjectChange } from './hand-over-preview.js'
import { employeeChoices } from './list-filters.js'
import { subjectName } from './subject.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

type Props = { readonly service: Service; readonly asked: Asked }

const mostShown = 200

const WhoForm = ({ service, asked }: Props) => {
  const { locale } = asked.var
  const texts = inChargeTexts(locale)
  const query = queryOf(asked)
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
  asked,
  change,
  isChoosable,
}: Props & { readonly change: SubjectChange; readonly isChoosable: boolean }) => {
  const name = subjectName(service, asked, change.subject)
  return (
    <tr>
      {isChoosable ? (
        <td>
          <input
            type="checkbox"
            name="subjects"
            value={change.subject.id}
            checked
            aria-label={fill(inChargeTexts(asked.var.locale).choose, { name })}
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
  const texts = inChargeTexts(props.asked.var.locale)
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
          {changes.slice(0, mostShown).map((change) => (
            <ChangeRow {...props} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Preview = ({ service, asked, what }: Props & { readonly what: Foreseen }) => {
  const { locale } = asked.var
  const texts = inChargeTexts(locale)
  const { counts, changes, hidden } = what
  if (counts === null) return <p>{texts.nothingWould}</p>
  const isChoosable = hidden === 0 && changes.length <= mostShown
  return (
    <form method="post">
      <p>{fill(texts.wouldHappen, counts)}</p>
      {hidden === 0 ? null : <p>{fill(texts.others, { count: hidden })}</p>}
      {changes.length <= mostShown ? null : <p>{fill(texts.allOfThem, { count: mostShown })}</p>}
      {isChoosable ? <input type="hidden" name="isChosen" value="true" /> : null}
      <Changes service={service} asked={asked} changes={changes} isChoosable={isChoosable} />
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
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const { locale } = asked.var
    const command = handOverCommand(asked)
    const what = command === null ? null : await foreseen(service, asked, command)
    const refusal = filled.refusal ?? what?.refusal ?? null
    return showPage(service, asked, {
      title: inChargeTexts(locale).handOverTitle,
      area: 'personsInCharge',
      status: filled.refusal === null ? undefined : 422,
      content: () => (
        <>
          <Refused refusal={refusal} locale={locale} />
          <WhoForm service={service} asked={asked} />
          {what === null || refusal !== null ? null : <Preview service={service} asked={asked} what={what} />}
        </>
      ),
    })
  }

const commands = (form: Form, asked: Asked): readonly unknown[] => {
  const subjects = form.text('isChosen') === undefined ? undefined : form.texts('subjects')
  const command = handOverCommand(asked, subjects)
  return command === null ? [] : [command]
}

const nextAddress = ({ base }: Service, asked: Asked): string => {
  const query = new URLSearchParams({ employeeId: queryOf(asked).text('toEmployeeId') ?? '' })
  return `${base}/persons-in-charge?${query.toString()}`
}

/** Adds a page that hands the responsibilities of an employee over to another, after a preview. */
export const addHandOver = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/persons-in-charge/hand-over',
    show: show(service),
    commands,
    next: (_form, asked) => nextAddress(service, asked),
  })
