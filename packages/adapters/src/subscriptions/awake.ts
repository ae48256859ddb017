const longest = 2 ** 31 - 1

/** Keeps the process alive until the returned function is called: waiting for events alone does not. */
export const stayAwake = (): (() => void) => {
  const timer = setInterval(() => {}, longest)
  return () => clearInterval(timer)
}
