import { fc } from '@fast-check/vitest'

// A failed property prints its seed; `CLIENTELE_SEED` repeats it. CI takes one from the commit, so that a commit is
// judged by the same histories wherever it runs.
const seed = Number(process.env.CLIENTELE_SEED ?? Number.NaN)

if (Number.isInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
