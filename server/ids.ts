import { v7 } from 'uuid'

/** A UUIDv7: sortable by time of making and free of sequences, so that rows can be made on any instance. */
export function newId(): string {
  return v7()
}
