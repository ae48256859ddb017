/** Import of a register directory where there are no files. */
export const importRegister = async (): Promise<never> => {
  throw new Error('A directory can be imported where there are files: by Node, not in a browser.')
}
