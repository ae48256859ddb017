import { isPolicyName } from '@clientele/domain'
import type { App, Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../acting/form.js'
import { Check, Field, Select } from '../layout/field.js'
import { Refused } from '../layout/refused.js'
import { showPage } from '../page.js'
import { addFormPage, type Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { type Foreseen, foresee, WouldHappen } from './foreseen.js'
import { isAdministrator } from './part.js'
import { settingsTexts } from './texts/settings-texts.js'
import { changeCommand, choicesOf, formValue, kindOf, settingName, valueIn, valueText } from './values.js'

const keyIn = (asked: Asked): string => asked.req.param('key') ?? ''

type Props = { readonly asked: Asked; readonly current: unknown }

const ValueField = ({ asked, current }: Props) => {
  const { locale } = asked.var
  const texts = settingsTexts(locale)
  const key = keyIn(asked)
  const kind = kindOf(key)
  const value = queryOf(asked).text('value') ?? formValue(current)
  const field = { name: 'value', label: texts.newValue, value, refusal: null, locale }
  if (kind === 'choice' || kind === 'flag') {
    const values = kind === 'flag' ? ['true', 'false'] : choicesOf(key)
    const label = (one: string): string => valueText(kind === 'flag' ? one === 'true' : one, locale)
    return <Select {...field} choices={values.map((one) => ({ value: one, label: label(one) }))} />
  }
  const label = kind === 'list' ? texts.newValues : texts.newValue
  return <Field {...field} label={label} type={kind === 'number' ? 'number' : 'text'} />
}

const isAsked = (asked: Asked): boolean => queryOf(asked).text('check') !== undefined

const Confirm = ({ service, asked, current, foreseen }: Props & { service: Service; foreseen: Foreseen }) => {
  const { locale } = asked.var
  const texts = settingsTexts(locale)
  const query = queryOf(asked)
  const key = keyIn(asked)
  const names = {
    name: settingName(key, locale),
    from: valueText(current, locale),
    to: valueText(valueIn(key, query), locale),
  }
  return (
    <>
      <h2>{texts.whatItMeans}</h2>
      <p>{fill(texts.fromTo, names)}</p>
      <WouldHappen foreseen={foreseen} locale={locale} />
      {foreseen.refusal === null && foreseen.counts.size > 0 ? (
        <form class="actions" method="post">
          <input type="hidden" name="value" value={query.text('value') ?? ''} />
          {query.text('liftsBans') === 'true' ? <input type="hidden" name="liftsBans" value="true" /> : null}
          <button class="main" type="submit">
            {texts.changeNow}
          </button>
          <a href={`${service.base}/settings`}>{officeTexts(locale).cancel}</a>
        </form>
      ) : null}
    </>
  )
}

const currentOf = ({ crm }: Service, asked: Asked): { readonly value: unknown } | null => {
  const { policies, numbers } = crm.views.settings({ viewer: asked.var.by })
  const key = keyIn(asked)
  const values: object = isPolicyName(key) ? policies : numbers
  return Object.hasOwn(values, key) ? { value: Reflect.get(values, key) } : null
}

const show =
  (service: Service) =>
  async (asked: Asked, filled: Filled): Promise<Response> => {
    const current = currentOf(service, asked)
    if (current === null || !isAdministrator(service, asked)) return showNothing(service, asked)
    const { locale } = asked.var
    const texts = settingsTexts(locale)
    const key = keyIn(asked)
    const foreseen = isAsked(asked) ? await foresee(service, asked, changeCommand(key, queryOf(asked))) : null
    const props = { service, asked, current: current.value }
    return showPage(service, asked, {
      title: settingName(key, locale),
      area: 'settings',
      status: filled.refusal === null ? undefined : 422,
      content: () => (
        <>
          <p>
            <a href={`${service.base}/settings`}>{officeTexts(locale).settings}</a>
          </p>
          <Refused refusal={filled.refusal} locale={locale} />
          <p>{fill(texts.nowIs, { value: valueText(current.value, locale) })}</p>
          <form class="fields" method="get">
            <input type="hidden" name="check" value="true" />
            <ValueField {...props} />
            {isPolicyName(key) ? null : (
              <Check name="liftsBans" label={texts.liftsBans} isOn={queryOf(asked).text('liftsBans') === 'true'} />
            )}
            <button type="submit">{texts.preview}</button>
          </form>
          {foreseen === null ? null : <Confirm {...props} foreseen={foreseen} />}
        </>
      ),
    })
  }

/** Adds a page for each setting and policy, which previews a change and executes it. */
export const addChangePage = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/settings/change/:key',
    show: show(service),
    commands: (form, asked) => [changeCommand(keyIn(asked), form)],
    next: () => `${service.base}/settings`,
  })
