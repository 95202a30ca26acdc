import { Cell } from '@/components/Cell'
import { LoginGate } from '@/features/gate/LoginGate'
import type { Purpose } from '@/features/gate/purposes'
import { hrefOf } from '@/features/shell/navigation'
import type { PageName } from '@/features/shell/routes'
import type { IconName } from '@/styles/iconNames'

interface GatedCellProps {
  icon: IconName
  page: PageName
  purpose: Purpose
  title: string
  value?: string
}

/** Leads to a page of the shopper's own; a guest signs in on the way, and the page opens by itself. */
export function GatedCell({ icon, page, purpose, title, value }: GatedCellProps) {
  return (
    <LoginGate require="member" purpose={purpose} intent={{ type: 'page/open', payload: { page } }}>
      {(run) => <Cell icon={icon} title={title} value={value} href={hrefOf({ page })} onTap={run} />}
    </LoginGate>
  )
}
