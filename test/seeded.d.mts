/** Numbers from 0 (inclusive) to 1, the same ones for the same seed. */
export const randomFrom: (seed: number) => () => number

/** The elements in another order, any of which is as likely as another. */
export const shuffled: <A>(list: readonly A[], random: () => number) => A[]
