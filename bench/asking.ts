import type { Figure } from './figure.js'
import { collectYoung, quantile } from './measuring.js'

/** Asks a question. The result converts the answer to a form that can be compared. */
type Ask = () => () => unknown

/** A question for our side and the floor, with other parameters every time. */
export type Question = {
  readonly name: string
  /** Runs before each question, untimed. */
  readonly before?: () => Promise<unknown>
  readonly next: () => { readonly ours: Ask; readonly floor: Ask }
}

/** How often to ask: `warmUp` and at most `most` times, or until the time is over, but at least five times. */
export type Limits = { readonly warmUp: number; readonly most: number; readonly milliseconds: number }

export type Times = {
  readonly name: string
  readonly ours: readonly number[]
  readonly floor: readonly number[]
  /** The slowest warm-up, which includes what is built at the first question. */
  readonly first: number
  /** Whether `before` runs before every question. */
  readonly isDisturbed: boolean
}

const timed = (times: number[], ask: Ask): string => {
  const began = performance.now()
  const toComparable = ask()
  times.push(performance.now() - began)
  return JSON.stringify(toComparable())
}

const unlike = (name: string, ours: string, floor: string): Error => {
  const at = [...ours].findIndex((letter, index) => letter !== floor[index])
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60)
  return new Error(`${name}: we answer …${near(ours)}…, the floor …${near(floor)}…`)
}

type Sides = { readonly ours: number[]; readonly floor: number[] }

// In milliseconds. A longer answer is so large that collecting its garbage would be counted in the next one.
const longAnswer = 10

/** Asks a question on both sides, in alternating order; both must give the same answer. */
const ask = async ({ name, before, next }: Question, round: number, { ours, floor }: Sides): Promise<void> => {
  await before?.()
  const asked = next()
  const put = { ours: () => timed(ours, asked.ours), floor: () => timed(floor, asked.floor) }
  const answers = { ours: '', floor: '' }
  const isLarge = (ours.at(-1) ?? 0) > longAnswer
  for (const side of round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)) {
    if (isLarge) collectYoung()
    answers[side] = put[side]()
  }
  if (answers.ours !== answers.floor) throw unlike(name, answers.ours, answers.floor)
}

const least = 5

const askUntil = async (
  question: Question,
  sides: Sides,
  { most, milliseconds }: Omit<Limits, 'warmUp'>,
  fewest: number,
): Promise<void> => {
  const end = performance.now() + milliseconds
  for (let round = 0; round < most && (round < fewest || performance.now() < end); round += 1)
    await ask(question, round, sides)
}

/** The durations of a question on our side and on the floor, alternating. */
export const timesOf = async (question: Question, { warmUp, most, milliseconds }: Limits): Promise<Times> => {
  const first: Sides = { ours: [], floor: [] }
  await askUntil(question, first, { most: warmUp, milliseconds: milliseconds / 4 }, 1)
  const sides: Sides = { ours: [], floor: [] }
  await askUntil(question, sides, { most, milliseconds }, least)
  const { name, before } = question
  return { name, ...sides, first: Math.max(...first.ours), isDisturbed: before !== undefined }
}

/** Milliseconds, with more digits for short times. */
export const inMilliseconds = (time: number): string => time.toFixed(time < 1 ? 3 : time < 100 ? 2 : 0)

const spreadOf = (times: readonly number[]): string =>
  `p50 ${inMilliseconds(quantile(times, 0.5))}, p99 ${inMilliseconds(quantile(times, 0.99))} ms`

/** The figures of the durations. */
export const shownTimes = ({ ours, floor, first }: Times): Pick<Figure, 'ratio' | 'ours' | 'floor'> => ({
  ratio: quantile(floor, 0.5) / quantile(ours, 0.5),
  ours: `${spreadOf(ours)}, first ${inMilliseconds(first)}`,
  floor: spreadOf(floor),
})
