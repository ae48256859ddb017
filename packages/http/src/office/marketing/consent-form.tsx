import { channels } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import { CommandForm, type FormProps, fieldsOf } from '../forms/command-form.js'
import { type FormReaders, orNull, required } from '../forms/form-readers.js'
import { Field, Select } from '../layout/field.js'
import { marketingTexts } from './texts/marketing-texts.js'
import { channelName } from './why.js'

const evidenceIn = (form: Parameters<typeof orNull>[0]): object | null => {
  const [capturedAt, source] = [form.text('capturedAt'), form.text('source')]
  const wordingVersion = form.text('wordingVersion')
  return capturedAt === undefined && source === undefined && wordingVersion === undefined
    ? null
    : {
        capturedAt: capturedAt ?? '',
        source: source ?? '',
        ...(wordingVersion === undefined ? {} : { wordingVersion }),
      }
}

/** Reads the commands for consents, about a person or a customer. */
export const consentReaders: FormReaders = {
  GiveMarketingConsent: (form) => ({
    channel: required(form, 'channel'),
    date: orNull(form, 'date'),
    evidence: evidenceIn(form),
  }),
  WithdrawMarketingConsent: (form) => ({
    channel: required(form, 'channel'),
    date: orNull(form, 'date'),
    reason: orNull(form, 'reason'),
  }),
}

/** A form that records a consent with its evidence, and one that withdraws it. */
export const ConsentForms = ({ filling, today }: { readonly filling: FormProps; readonly today: string }) => {
  const { locale } = filling
  const texts = marketingTexts(locale)
  const { headings, fields } = messagesFor(locale)
  const choices = channels.map((value) => ({ value, label: channelName(value, locale) }))
  const given = fieldsOf(filling, 'GiveMarketingConsent')
  const withdrawn = fieldsOf(filling, 'WithdrawMarketingConsent')
  return (
    <>
      <h2>{texts.consents}</h2>
      <CommandForm type="GiveMarketingConsent" button={texts.giveConsent}>
        <Select {...given('channel')} label={headings.channel} choices={choices} />
        <Field {...given('capturedAt', today)} type="date" label={fields.capturedAt} />
        <Field {...given('source')} label={fields.source} />
        <Field {...given('wordingVersion')} label={fields.wordingVersion} />
      </CommandForm>
      <CommandForm type="WithdrawMarketingConsent" button={texts.withdrawConsent}>
        <Select {...withdrawn('channel')} label={headings.channel} choices={choices} />
        <Field {...withdrawn('reason')} label={fields.reason} />
      </CommandForm>
    </>
  )
}
