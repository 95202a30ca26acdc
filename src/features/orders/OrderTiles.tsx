import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { OrderGroup } from '@contract/orders'
import { aria } from '@/components/aria'
import { CountMark } from '@/components/CountMark'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { LoginGate } from '@/features/gate/LoginGate'
import { selectIsMember } from '@/features/session/sessionSlice'
import { hrefOf } from '@/features/shell/navigation'
import type { Route } from '@/features/shell/routes'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import type { IconName } from '@/styles/iconNames'
import { orderCountsApi, useOrderCountsQuery } from './orderCountsApi'
import styles from './OrderTiles.module.scss'
import { tileTexts } from './tileTexts'

type Waiting = Extract<OrderGroup, 'unpaid' | 'toShip' | 'toReceive' | 'refund'>

const TILES: readonly { group: Waiting; icon: IconName }[] = [
  { group: 'unpaid', icon: 'wallet' },
  { group: 'toShip', icon: 'package' },
  { group: 'toReceive', icon: 'truck' },
  { group: 'refund', icon: 'undo-2' },
]

/** The ways to the shopper's orders, with how many wait where. */
export function OrderTiles() {
  const isMember = useAppSelector(selectIsMember)
  const dispatch = useAppDispatch()
  const { currentData: counts, isFetching } = useOrderCountsQuery(undefined, { skip: !isMember, refetchOnMountOrArgChange: true })
  // Parcels move by themselves, and the tab stays mounted.
  useShownAgain(() => !isFetching && dispatch(orderCountsApi.util.invalidateTags([{ type: 'Orders', id: 'LISTS' }])))
  return (
    <View className={styles.card} {...aria({ role: 'group', label: tileTexts.title })}>
      <View className={styles.head}>
        <Heading level={2} className={styles.title}>
          {tileTexts.title}
        </Heading>
        <Way to={{ page: 'orders' }} className={styles.all} label={tileTexts.allLabel}>
          {tileTexts.all}
          <Icon name="chevron-right" />
        </Way>
      </View>
      <View className={styles.tiles}>
        {TILES.map(({ group, icon }) => {
          const count = counts?.[group] ?? 0
          const name = tileTexts.groups[group]
          return (
            <Way key={group} to={{ page: 'orders', params: { status: group } }} className={styles.tile} label={count > 0 ? tileTexts.count(name, count) : name}>
              <View className={styles.icon}>
                <Icon name={icon} />
                <CountMark count={count} />
              </View>
              {name}
            </Way>
          )
        })}
      </View>
    </View>
  )
}

function Way({ to, ...rest }: { to: Route; className?: string; label: string; children: ReactNode }) {
  return (
    <LoginGate require="member" purpose="orders" intent={{ type: 'page/open', payload: to }}>
      {(run) => <Tappable href={hrefOf(to)} onTap={run} {...rest} />}
    </LoginGate>
  )
}
