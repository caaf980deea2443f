const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'not a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
}

/** A failed system call as Go's `os.PathError` prints it: `open x: no such file or directory`. */
export function osError(error: unknown): string {
  const { code = '', syscall = '', path = '', message } = error as NodeJS.ErrnoException
  const words = WORDS[code]
  return words === undefined ? message : `${syscall} ${path}: ${words}`
}
