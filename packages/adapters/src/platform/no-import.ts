const noFiles = async (): Promise<never> => {
  throw new Error('Files can be imported where there are files: by Node, not in a browser.')
}

/** Import of a register directory in a browser: always fails. */
export const importRegister = noFiles

/** Import of a file in a browser: always fails. */
export const importFile = noFiles
