import type * as t from 'io-ts'

declare const kindOfValue: unique symbol

/** A text that is meant as a kind of value: takes any text that is not known to be of another kind. */
export type MeantAs<Kind extends string> = string & { readonly [kindOfValue]?: Kind }

/** A text that was checked to be of a kind. Fits where that kind is meant, and where any text is. */
export type Branded<Kind extends string> = string & { readonly [kindOfValue]: Kind }

/**
 * A codec of a kind of text. Call it to check a text and to brand it: throws a `TypeError` that does not show the value
 * when it is none.
 */
export type TextCodec<Kind extends string> = t.Type<MeantAs<Kind>, MeantAs<Kind>, unknown> &
  ((value: string) => Branded<Kind>)

/**
 * Makes a codec callable. It stays what it was in everything else, so that fields of commands and events are declared
 * with the same name that hosts call. `isAccepted` refuses what is read from a log and not taken from outside.
 */
export const callable = <Kind extends string>(
  codec: t.Type<MeantAs<Kind>, MeantAs<Kind>, unknown>,
  expected: string,
  isAccepted: (value: string) => boolean = () => true,
): TextCodec<Kind> => {
  const check = (value: string): Branded<Kind> => {
    const decoded = codec.decode(value)
    if (decoded._tag === 'Left' || !isAccepted(value))
      throw new TypeError(`Not a valid ${codec.name}: expected ${expected}.`)
    return decoded.right as Branded<Kind>
  }
  return Object.setPrototypeOf(
    Object.defineProperties(check, Object.getOwnPropertyDescriptors(codec)),
    Object.getPrototypeOf(codec),
  )
}
