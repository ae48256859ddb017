import type { Locale } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { Filled } from '../pages.js'

/** What forms are shown with: what was filled in last, in one of them. */
export type Filling = { readonly filled: Filled; readonly locale: Locale }

/** Gives the fields of one of several forms on a page what they show: what was filled in, if it was in that form. */
export const fieldsOf = ({ filled, locale }: Filling, scope: string) => {
  const { form, refusal } = filled
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
  /** The command that it gives. */
  readonly type: string
  /** Tells it from other forms for the same command on the page. */
  readonly scope?: string | undefined
  readonly button: string
  /** What the button is called where its text alone would not tell. */
  readonly label?: string | undefined
  readonly isMain?: boolean | undefined
  /** Fields that are not shown. */
  readonly hidden?: { readonly [name: string]: string } | undefined
  readonly children?: Child
}

/** A form that gives one command and comes back to its page. */
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
