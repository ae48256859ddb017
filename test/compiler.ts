import { join } from 'node:path'
import { API, type Symbol as Declared, type Project } from 'typescript/unstable/sync'

/** Opens the project of a folder in the compiler, and closes the compiler afterwards. */
export const withProject = <A>(folder: string, use: (project: Project) => A): A => {
  const api = new API({ cwd: folder })
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(folder, 'tsconfig.json')] }).getProjects()
    if (project === undefined) throw new Error(`The compiler finds no project in ${folder}.`)
    return use(project)
  } finally {
    api.close()
  }
}

/** The declaration that a file of a project exports under a name. */
export const exportNamed = ({ checker, program }: Project, path: string, name: string): Declared => {
  const file = program.getSourceFile(path)
  const module = file && checker.getSymbolAtLocation(file)
  const found = module && checker.getExportsOfModule(module).find((one) => one.name === name)
  if (found === undefined) throw new Error(`${path} exports no ${name}.`)
  return found
}
