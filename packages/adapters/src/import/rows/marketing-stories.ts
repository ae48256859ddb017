import { hash } from 'node:crypto'

/** A statement of a file: its story (about whom, which channel, bans or consent), its day, and what it says. */
export type Told = { readonly story: string; readonly date: string | null; readonly says: string }

/** A statement among those of its story. */
export type Place = {
  /** What others wait for; `null` where the story has one statement only. */
  readonly id: string | null
  /** The id of the statement that comes right before it by day, if there is one. */
  readonly after: string | null
  /** The id its command is given under, made of what it says and of its place among those of one day. */
  readonly commandId: string
  /** The id of the last command of its day. */
  readonly lastOfDay: string
}

const idOf = (story: string, ordinal: number): string => `${story} ${ordinal}`

/** By day, a statement without a day last; those of one day as the file has them. */
const byDay = (story: readonly Told[]): readonly number[] =>
  story.map((_, ordinal) => ordinal).sort((a, b) => compareDays(story[a], story[b]) || a - b)

const compareDays = (a: Told | undefined, b: Told | undefined): number => {
  const [one, other] = [a?.date ?? '~', b?.date ?? '~']
  return one < other ? -1 : one > other ? 1 : 0
}

const commandId = ({ story, date, says }: Told, number: number): string =>
  `import.${hash('sha256', JSON.stringify([story, number, says, date]), 'hex').slice(0, 32)}`

/** The command ids of a story; what only says again what was said right before it on that day is the same statement. */
const commandIds = (story: readonly Told[]): readonly string[] => {
  const days = new Map<string | null, { readonly number: number; readonly says: string }>()
  return story.map((told) => {
    const before = days.get(told.date) ?? { number: 0, says: '' }
    const chapter = before.says === told.says ? before : { number: before.number + 1, says: told.says }
    days.set(told.date, chapter)
    return commandId(told, chapter.number)
  })
}

const placesOf = (story: readonly Told[]): readonly Place[] => {
  const ids = commandIds(story)
  const lastOfDay = new Map(story.map(({ date }, ordinal) => [date, ids[ordinal] ?? '']))
  const places: Place[] = []
  let after: string | null = null
  for (const ordinal of byDay(story)) {
    const told = story[ordinal]
    if (told === undefined) continue
    const id = story.length === 1 ? null : idOf(told.story, ordinal)
    const own = ids[ordinal] ?? ''
    places[ordinal] = { id, after, commandId: own, lastOfDay: lastOfDay.get(told.date) ?? own }
    after = id
  }
  return places
}

/** Tells every statement of a file its place; the file is read twice. */
export type Stories = {
  /** Takes note of a statement when the file is read for the first time. */
  note(told: Told): void
  /** The place of the next statement of a story when the file is read for the second time. */
  next(story: string): Place
}

/** The stories of one file. */
export const createStories = (): Stories => {
  const noted = new Map<string, Told[]>()
  const places = new Map<string, { readonly all: readonly Place[]; read: number }>()

  const placesIn = (story: string) => {
    const known = places.get(story) ?? { all: placesOf(noted.get(story) ?? []), read: 0 }
    places.set(story, known)
    return known
  }

  return {
    note: (told) => {
      const story = noted.get(told.story)
      if (story === undefined) noted.set(told.story, [told])
      else story.push(told)
    },
    next: (story) => {
      const known = placesIn(story)
      const place = known.all[known.read]
      if (place === undefined) throw new Error('The file has changed between two readings.')
      known.read += 1
      return place
    },
  }
}
