import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

type Json = { readonly [key: string]: unknown }

/** A given event, as in a scenario. */
export type GivenEvent = {
  readonly stream: string
  readonly event: string
  readonly data: Json
  readonly at?: string
}

export type When = {
  readonly command?: string
  readonly query?: string
  readonly data: Json
  readonly by?: string
  readonly today?: string
}

export type ExpectedView = {
  readonly name: string
  readonly params: Json
  readonly rows?: readonly unknown[]
  readonly value?: unknown
  readonly restricted?: boolean
}

export type Then = {
  readonly events?: readonly GivenEvent[]
  readonly rejected?: { readonly error: string; readonly data?: Json }
  readonly view?: ExpectedView
  readonly failures?: readonly Json[]
}

/** A scenario with its fixtures, defaults and settings filled in. */
export type Scenario = {
  readonly id: string
  readonly title: string
  /** The rules, invariants and policies it covers. */
  readonly covers: readonly string[]
  readonly policy: Json
  /** The policies it states itself. */
  readonly stated: Json
  readonly settings: Json
  readonly given: readonly GivenEvent[]
  readonly when: When | null
  readonly then: Then
  readonly today: string
  readonly by: string
  /** The scenario names no actor: the default actor is an administrator, registered or not. */
  readonly actsAsHost: boolean
}

type Block = {
  readonly defaults?: { readonly today: string; readonly by: string; readonly policy: Json; readonly settings: Json }
  readonly fixtures?: { readonly [name: string]: readonly GivenEvent[] }
}

type Written = Omit<Scenario, 'covers' | 'policy' | 'stated' | 'settings' | 'given' | 'when'> & {
  readonly covers?: readonly string[]
  readonly policy?: Json
  readonly settings?: Json
  readonly use?: readonly string[]
  readonly given?: readonly GivenEvent[]
  readonly when?: When
}

const blocksOf = (text: string): readonly unknown[] =>
  [...text.matchAll(/^```yaml\r?\n([\s\S]*?)^```/gm)].map(([, block]) => parse(block ?? '') as unknown)

const isBlock = (block: unknown): block is Block => typeof block === 'object' && block !== null && !Array.isArray(block)

const isList = (block: unknown): block is readonly Written[] => Array.isArray(block)

const isRegistered = (given: readonly GivenEvent[], employeeId: string): boolean =>
  given.some(({ event, data }) => event === 'EmployeeRegistered' && data.employeeId === employeeId)

/**
 * The viewer is a registered employee, even if the scenario does not register it; the default actor is an
 * administrator.
 */
const viewerOf = (
  then: Scenario['then'],
  when: When | undefined,
  given: readonly GivenEvent[],
  administrator: string,
): readonly GivenEvent[] => {
  const viewer = then.view?.params?.viewer ?? when?.data.viewer
  if (typeof viewer !== 'string' || isRegistered(given, viewer)) return []
  const data = { employeeId: viewer, name: viewer, admin: viewer === administrator }
  return [{ stream: `employee-${viewer}`, event: 'EmployeeRegistered', data }]
}

const filled = ({ use = [], given = [], when, ...written }: Written, { defaults, fixtures = {} }: Block): Scenario => {
  if (defaults === undefined) throw new Error('The file has no defaults.')
  const fixture = (name: string): readonly GivenEvent[] => {
    const events = fixtures[name]
    if (events === undefined) throw new Error(`${written.id} uses a fixture that does not exist: ${name}`)
    return events
  }
  const happened = [...use.flatMap(fixture), ...given]
  return {
    ...written,
    covers: written.covers ?? [],
    stated: written.policy ?? {},
    policy: { ...defaults.policy, ...written.policy },
    settings: { ...defaults.settings, ...written.settings },
    given: [...viewerOf(written.then, when, happened, defaults.by), ...happened],
    when: when ?? null,
    today: when?.today ?? defaults.today,
    by: when?.by ?? defaults.by,
    actsAsHost: when?.by === undefined,
  }
}

/** Later defaults replace earlier ones; fixtures accumulate. */
const together = (blocks: readonly unknown[]): Block =>
  blocks.filter(isBlock).reduce<Block>(
    (known, { defaults = known.defaults, fixtures }) => ({
      ...(defaults === undefined ? {} : { defaults }),
      fixtures: { ...known.fixtures, ...fixtures },
    }),
    {},
  )

/** The scenarios of a file; missing defaults and fixtures come from `base`. */
export const scenariosIn = (file: string, base: string): readonly Scenario[] => {
  const blocks = blocksOf(readFileSync(file, 'utf8'))
  const common = together([...blocksOf(readFileSync(base, 'utf8')), ...blocks])
  return blocks
    .filter(isList)
    .flat()
    .map((written) => filled(written, common))
}
