const onlyEncrypted =
  'Only texts encrypted under a master key (CLIENTELE_MASTER_KEY) are erased from the log: "clientele encrypt" moves a ' +
  'register to an encrypted one.'

/** The warning after an erasure, if `count` events of the log contain unencrypted texts of the person. */
export const inClearSentence = (count: number): string =>
  'Views, lists and histories show nothing of who was erased any more, but the texts stay in clear in ' +
  `${count} of the events of the log, and in backups. ${onlyEncrypted}`

/** The same warning for the preview of an erasure. */
export const wouldStaySentence = (count: number): string =>
  `The texts would stay in clear in ${count} of the events of the log, and in backups. ${onlyEncrypted}`
