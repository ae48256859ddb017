import type { Figure } from './figure.js'
import { collectYoung, quantile } from './measuring.js'

/** Asks, and then says what the answer was in a form in which two can be compared. */
type Ask = () => () => unknown

/** A question to us and to the floor, with other parameters every time. */
export type Question = {
  readonly name: string
  /** What happens before every time it is asked, and is not timed. */
  readonly before?: () => Promise<unknown>
  readonly next: () => { readonly ours: Ask; readonly floor: Ask }
}

/** How often to ask: `warmUp` and `most` times, or until the time is over, but at least five times. */
export type Patience = { readonly warmUp: number; readonly most: number; readonly milliseconds: number }

export type Times = {
  readonly name: string
  readonly ours: readonly number[]
  readonly floor: readonly number[]
  /** The slowest of those that do not count: what is prepared at the first of a kind. */
  readonly first: number
  /** Whether something happened before every time it was asked. */
  readonly isDisturbed: boolean
}

const timed = (times: number[], ask: Ask): string => {
  const began = performance.now()
  const told = ask()
  times.push(performance.now() - began)
  return JSON.stringify(told())
}

const unlike = (name: string, ours: string, floor: string): Error => {
  const at = [...ours].findIndex((letter, index) => letter !== floor[index])
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60)
  return new Error(`${name}: we answer …${near(ours)}…, the floor …${near(floor)}…`)
}

type Sides = { readonly ours: number[]; readonly floor: number[] }

// In milliseconds: an answer that takes us longer is so large that collecting it would be counted in what comes next.
const long = 10

/** Puts a question to both, in an order that changes; both must answer the same. */
const ask = async ({ name, before, next }: Question, round: number, { ours, floor }: Sides): Promise<void> => {
  await before?.()
  const asked = next()
  const put = { ours: () => timed(ours, asked.ours), floor: () => timed(floor, asked.floor) }
  const told = { ours: '', floor: '' }
  const isLarge = (ours.at(-1) ?? 0) > long
  for (const side of round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)) {
    if (isLarge) collectYoung()
    told[side] = put[side]()
  }
  if (told.ours !== told.floor) throw unlike(name, told.ours, told.floor)
}

const least = 5

const askUntil = async (
  question: Question,
  sides: Sides,
  { most, milliseconds }: Omit<Patience, 'warmUp'>,
  fewest: number,
): Promise<void> => {
  const end = performance.now() + milliseconds
  for (let round = 0; round < most && (round < fewest || performance.now() < end); round += 1)
    await ask(question, round, sides)
}

/** The times of a question by us and by the floor, in turns. */
export const timesOf = async (question: Question, { warmUp, most, milliseconds }: Patience): Promise<Times> => {
  const first: Sides = { ours: [], floor: [] }
  await askUntil(question, first, { most: warmUp, milliseconds: milliseconds / 4 }, 1)
  const sides: Sides = { ours: [], floor: [] }
  await askUntil(question, sides, { most, milliseconds }, least)
  const { name, before } = question
  return { name, ...sides, first: Math.max(...first.ours), isDisturbed: before !== undefined }
}

/** Milliseconds, precise enough for the short ones. */
export const inMilliseconds = (time: number): string => time.toFixed(time < 1 ? 3 : time < 100 ? 2 : 0)

const spreadOf = (times: readonly number[]): string =>
  `p50 ${inMilliseconds(quantile(times, 0.5))}, p99 ${inMilliseconds(quantile(times, 0.99))} ms`

/** What a figure shows of the times. */
export const shownTimes = ({ ours, floor, first }: Times): Pick<Figure, 'ratio' | 'ours' | 'floor'> => ({
  ratio: quantile(floor, 0.5) / quantile(ours, 0.5),
  ours: `${spreadOf(ours)}, first ${inMilliseconds(first)}`,
  floor: spreadOf(floor),
})
