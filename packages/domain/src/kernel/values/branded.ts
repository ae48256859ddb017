import type * as t from 'io-ts'

declare const kindOfValue: unique symbol

/** A text used as a kind of value: accepts any text that is not branded as another kind. */
export type MeantAs<Kind extends string> = string & { readonly [kindOfValue]?: Kind }

/** A text that was checked to be of a kind. Assignable where that kind is expected, and to any string. */
export type Branded<Kind extends string> = string & { readonly [kindOfValue]: Kind }

/**
 * A codec of a kind of text. Call it to check and brand a text: throws a `TypeError`, which does not show the value, if
 * it is invalid.
 */
export type TextCodec<Kind extends string> = t.Type<MeantAs<Kind>, MeantAs<Kind>, unknown> &
  ((value: string) => Branded<Kind>)

/**
 * Makes a codec callable without changing it otherwise, so that fields of commands and events are declared with the
 * same name that hosts call. `isAccepted` refuses values that are valid in a log but not from outside.
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
