export interface ExportDeliveryProps {
  /** Of the file, with its ending. */
  name: string
  text: string
}
