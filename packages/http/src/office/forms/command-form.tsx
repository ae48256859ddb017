import type { Locale } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { FormState } from '../pages.js'

/** The props of forms: the last submitted form of the page. */
export type FormProps = { readonly formState: FormState; readonly locale: Locale }

/** The props of the fields of one of several forms on a page: the submitted values, if they are from that form. */
export const fieldsOf = ({ formState, locale }: FormProps, scope: string) => {
  const { form, refusal } = formState
  const isThis = refusal !== null && form.text('scope') === scope
  return (name: string, value?: string | null) => ({
    name,
    scope,
    locale,
    value: isThis ? form.text(name) : (value ?? undefined),
    refusal: isThis ? refusal : null,
  })
}

type Props = {
  /** The type of the command. */
  readonly type: string
  /** Distinguishes it from other forms for the same command on the page. */
  readonly scope?: string | undefined
  readonly button: string
  /** The accessible name of the button, if its text alone is ambiguous. */
  readonly label?: string | undefined
  readonly isMain?: boolean | undefined
  /** Hidden fields. */
  readonly hidden?: { readonly [name: string]: string } | undefined
  readonly children?: Child
}

/** A form that executes one command and returns to its page. */
export const CommandForm = ({ type, scope = type, button, label, isMain, hidden = {}, children }: Props) => (
  <form class="fields" method="post">
    <input type="hidden" name="command" value={type} />
    <input type="hidden" name="scope" value={scope} />
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
    <button id={`button-${scope}`} class={isMain === true ? 'main' : undefined} type="submit" aria-label={label}>
      {button}
    </button>
  </form>
)
