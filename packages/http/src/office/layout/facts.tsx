import type { Child } from 'hono/jsx'

/** A fact: what it is called, and what it is; `null` where there is none. */
export type Fact = readonly [label: string, value: Child]

const isThere = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== ''

/** Facts below each other; those that are not there are left out. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl class="facts">
    {facts.filter(isThere).map(([label, value]) => (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)
