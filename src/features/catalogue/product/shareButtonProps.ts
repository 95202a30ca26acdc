export interface ShareButtonProps {
  title: string
  /** Address of the page on H5. */
  href: string
  className?: string
}
