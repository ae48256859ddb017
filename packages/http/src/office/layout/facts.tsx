import type { Child } from 'hono/jsx'

/** A fact: its label and value; `null` if there is none. */
export type Fact = readonly [label: string, value: Child]

const isPresent = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== ''

/** A list of facts; missing ones are left out. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.filter(isPresent).map(([label, value]) => (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)
