export interface AvatarTable {
  user_id: string
  /** Side and format, such as `288.webp`. */
  file: string
  /** Random, the same for all files of one upload. Whoever knows it may see the face; it is never the user's id. */
  name: string
  content: Buffer
  created_at: Date
}

export interface AvatarTables {
  avatar: AvatarTable
}
