import { StartupError } from '../../errors'

/** Turns what PostgreSQL's programs print into what to do about it. */
export function explainOutput(folder: string, step: string, output: string): StartupError {
  if (/no space left/i.test(output)) {
    return new StartupError(`The disk is full: the database in ${folder} needs about 100 MB.\nFree some space, or set DATA_DIR to a folder on another disk.`)
  }
  if (/permission denied|could not (create|access) directory|read-only file system/i.test(output)) {
    return new StartupError(`The database folder ${folder} cannot be written.\nGive the account that starts the shop the right to write there, or set DATA_DIR to another folder.`)
  }
  if (/invalid locale|could not load library|error while loading shared libraries/i.test(output)) {
    return new StartupError(`The built-in database does not run on this system.\nSet DATABASE_URL to a PostgreSQL database of your own. It said:\n${lastLines(output)}`)
  }
  return new StartupError(`The built-in database could not ${step} in ${folder}. It said:\n${lastLines(output)}\nSet DATABASE_URL to use a database of your own.`)
}

export function otherVersion(folder: string, found: string, needed: string): StartupError {
  return new StartupError(
    `The database in ${folder} was made by PostgreSQL ${found}, and this version of the shop brings PostgreSQL ${needed}.\n` +
      'Start the version of the shop that made it, or move the folder away (the sample data is then loaded anew), or set DATA_DIR or DATABASE_URL.',
  )
}

export function notOurs(folder: string): StartupError {
  return new StartupError(`The folder ${folder} holds something that is not a database of the shop.\nMove it away, or set DATA_DIR to another folder.`)
}

export function alreadyRunning(dataDir: string): StartupError {
  return new StartupError(`Another shop is running on the data folder ${dataDir}.\nStop it first, or give this one its own folder: DATA_DIR=other npm start`)
}

export function passwordLost(dataDir: string, folder: string): StartupError {
  return new StartupError(`The password of the database in ${folder} is not the one in ${dataDir}/secrets/database.\nPut that file back, or move ${folder} away (the sample data is then loaded anew).`)
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-6).join('\n')
}
