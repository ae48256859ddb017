import { isPolicyName, policyTable } from '@clientele/domain'
import { fill } from '../../../texts/translated.js'
import { DataTable } from '../../layout/data-table.js'
import type { PartProps } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'
import { settingName, valueText } from '../values.js'

const standardOf = (key: string): unknown => (isPolicyName(key) ? policyTable[key].standard : null)

const Rows = ({ service, context, isAdmin, id, caption, values }: TableProps) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const change = (key: string) => (
    <a
      href={`${service.base}/settings/change/${key}`}
      aria-label={fill(texts.changeOf, { name: settingName(key, locale) })}
    >
      {texts.change}
    </a>
  )
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={[texts.setting, texts.value, texts.standard, ...(isAdmin ? [texts.change] : [])]}
      rows={Object.entries(values).map(([key, value]) => [
        settingName(key, locale),
        valueText(value, locale),
        valueText(standardOf(key), locale),
        ...(isAdmin ? [change(key)] : []),
      ])}
      empty=""
    />
  )
}

type TableProps = PartProps & { readonly id: string; readonly caption: string; readonly values: object }

/** The policies and the numbered settings, with links for administrators to change them. */
export const SettingsPart = (props: PartProps) => {
  const { service, context, isAdmin } = props
  const texts = settingsTexts(context.var.locale)
  const { policies, numbers } = service.crm.views.settings({ viewer: context.var.by })
  return (
    <>
      {isAdmin ? null : <p class="quiet">{texts.onlyAdministrators}</p>}
      <Rows {...props} id="policies" caption={texts.policies} values={policies} />
      <Rows {...props} id="numbers" caption={texts.numbers} values={numbers} />
    </>
  )
}
