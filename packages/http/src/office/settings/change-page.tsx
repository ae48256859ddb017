import { isPolicyName } from '@clientele/domain'
import type { App, RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { Check, Field, Select } from '../layout/field.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { showPage } from '../page.js'
import { addFormPage, type FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { type CommandPreview, PreviewList, previewCommand } from './command-preview.js'
import { isAdministrator } from './part.js'
import { settingsTexts } from './texts/settings-texts.js'
import { changeCommand, choicesOf, formValue, kindOf, settingName, valueIn, valueText } from './values.js'

const keyIn = (context: RequestContext): string => context.req.param('key') ?? ''

type Props = { readonly context: RequestContext; readonly current: unknown }

const ValueField = ({ context, current }: Props) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const key = keyIn(context)
  const kind = kindOf(key)
  const value = queryOf(context).text('value') ?? formValue(current)
  const field = { name: 'value', label: texts.newValue, value, refusal: null, locale }
  if (kind === 'choice' || kind === 'flag') {
    const values = kind === 'flag' ? ['true', 'false'] : choicesOf(key)
    const label = (one: string): string => valueText(kind === 'flag' ? one === 'true' : one, locale)
    return <Select {...field} choices={values.map((one) => ({ value: one, label: label(one) }))} />
  }
  const label = kind === 'list' ? texts.newValues : texts.newValue
  return <Field {...field} label={label} type={kind === 'number' ? 'number' : 'text'} />
}

const isPreviewed = (context: RequestContext): boolean => queryOf(context).text('check') !== undefined

const Confirm = ({ service, context, current, preview }: Props & { service: Service; preview: CommandPreview }) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const query = queryOf(context)
  const key = keyIn(context)
  const names = {
    name: settingName(key, locale),
    from: valueText(current, locale),
    to: valueText(valueIn(key, query), locale),
  }
  return (
    <>
      <h2>{texts.whatItMeans}</h2>
      <p>{fill(texts.fromTo, names)}</p>
      <PreviewList preview={preview} locale={locale} />
      {preview.refusal === null && preview.counts.size > 0 ? (
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

const currentOf = ({ crm }: Service, context: RequestContext): { readonly value: unknown } | null => {
  const { policies, numbers } = crm.views.settings({ viewer: context.var.by })
  const key = keyIn(context)
  const values: object = isPolicyName(key) ? policies : numbers
  return Object.hasOwn(values, key) ? { value: Reflect.get(values, key) } : null
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const current = currentOf(service, context)
    if (current === null || !isAdministrator(service, context)) return showNothing(service, context)
    const { locale } = context.var
    const texts = settingsTexts(locale)
    const key = keyIn(context)
    const preview = isPreviewed(context)
      ? await previewCommand(service, context, changeCommand(key, queryOf(context)))
      : null
    const props = { service, context, current: current.value }
    return showPage(service, context, {
      title: settingName(key, locale),
      area: 'settings',
      status: formState.refusal === null ? undefined : 422,
      content: () => (
        <>
          <p>
            <a href={`${service.base}/settings`}>{officeTexts(locale).settings}</a>
          </p>
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <p>{fill(texts.nowIs, { value: valueText(current.value, locale) })}</p>
          <form class="fields" method="get">
            <input type="hidden" name="check" value="true" />
            <ValueField {...props} />
            {isPolicyName(key) ? null : (
              <Check name="liftsBans" label={texts.liftsBans} isOn={queryOf(context).text('liftsBans') === 'true'} />
            )}
            <button type="submit">{texts.preview}</button>
          </form>
          {preview === null ? null : <Confirm {...props} preview={preview} />}
        </>
      ),
    })
  }

/** Adds a page for each setting and policy, which previews a change and executes it. */
export const addChangePage = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/settings/change/:key',
    show: show(service),
    commands: (form, context) => [changeCommand(keyIn(context), form)],
    next: () => `${service.base}/settings`,
  })
