/** Messages are the mini-program's. */
export function askForMessage(_templateId: string): Promise<boolean> {
  return Promise.resolve(false)
}
