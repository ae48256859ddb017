/** The version after another one; `kind` is `major`, `minor` or `patch`. */
export const versionAfter: (version: string, kind: string) => string
/** What a release changes, by path; throws where packages have several versions, or nothing is unreleased. */
export const planRelease: (
  files: { readonly [path: string]: string },
  kind: string,
  day: string,
) => { readonly version: string; readonly files: { readonly [path: string]: string } }
