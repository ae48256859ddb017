import type { Instant } from '@clientele/domain'

const zero = 48

/** Parses the digits between two offsets; `NaN` if there are other characters. */
const digits = (text: string, from: number, to: number): number => {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

const millisecondsIn = (text: string): number =>
  Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 7) - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
    digits(text, 20, 23),
  )

const punctuation: readonly (readonly [at: number, mark: string])[] = [
  [4, '-'],
  [7, '-'],
  [10, 'T'],
  [13, ':'],
  [16, ':'],
  [19, '.'],
  [23, 'Z'],
]

const isPunctuated = (text: string): boolean => {
  for (const [at, mark] of punctuation) if (text[at] !== mark) return false
  return text.length === 24
}

// Unusual texts are formatted again and compared: days that may not exist, hour 24, years before 1000.
const isUsual = (text: string): boolean =>
  text[0] !== '0' &&
  digits(text, 5, 7) - 1 < 12 &&
  digits(text, 5, 7) > 0 &&
  digits(text, 8, 10) <= 28 &&
  digits(text, 8, 10) > 0 &&
  digits(text, 11, 13) < 24 &&
  digits(text, 14, 16) < 60 &&
  digits(text, 17, 19) < 60

/** Converts an instant to epoch milliseconds; `NaN` if `instantAt` would not return the same text. */
export const millisecondsOf = (instant: Instant): number => {
  if (!isPunctuated(instant)) return Number.NaN
  const milliseconds = millisecondsIn(instant)
  if (Number.isNaN(milliseconds) || isUsual(instant)) return milliseconds
  return instantAt(milliseconds) === instant ? milliseconds : Number.NaN
}

/** Formats epoch milliseconds as an instant. */
export const instantAt = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

// The milliseconds follow.
const secondsLength = '2024-03-01T10:00:00.'.length

/** Creates a parser for consecutive instants: most share the second of the previous one. */
export const createClockReader = (): ((instant: Instant) => number) => {
  let [last, second, milliseconds] = ['', '', Number.NaN]
  return (instant) => {
    if (instant === last) return milliseconds
    const more = digits(instant, secondsLength, secondsLength + 3)
    const isSameSecond =
      second !== '' && instant.length === last.length && instant.startsWith(second) && instant.endsWith('Z')
    milliseconds = isSameSecond
      ? milliseconds + more - digits(last, secondsLength, secondsLength + 3)
      : millisecondsOf(instant)
    last = instant
    second = Number.isNaN(milliseconds) ? '' : instant.slice(0, secondsLength)
    return milliseconds
  }
}
