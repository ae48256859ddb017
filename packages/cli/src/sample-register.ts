import { fileURLToPath } from 'node:url'

/** The folder of the register that `clientele demo` loads. */
export const sampleRegister: string = fileURLToPath(new URL('../sample-register', import.meta.url))
