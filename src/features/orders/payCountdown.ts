/** `14:05`: minutes and seconds that are left. */
export function clockText(seconds: number): string {
  const rest = String(seconds % 60).padStart(2, '0')
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${rest}`
}
