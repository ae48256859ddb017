const noFiles = async (): Promise<never> => {
  throw new Error('Files can be imported where there are files: by Node, not in a browser.')
}

/** Import of a register directory where there are no files. */
export const importRegister = noFiles

/** Import of a file where there are no files. */
export const importFile = noFiles
