import { View } from '@tarojs/components'
import { regionName, type RegionChoice } from '@domain/regionName'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { OptionList } from './OptionList'
import { RegionCrumbs } from './RegionCrumbs'
import { labelOf, pathTo } from './regionPath'
import { RegionSkeleton } from './RegionSkeleton'
import { useRegionsQuery } from './regionsApi'
import { promptOf } from './texts'
import { useRegionSteps } from './useRegionSteps'
import styles from './RegionSteps.module.scss'

interface RegionStepsProps {
  value: RegionChoice | null
  onChoose: (choice: RegionChoice) => void
}

export function RegionSteps({ value, onChoose }: RegionStepsProps) {
  const { path, choose, back } = useRegionSteps(value, onChoose)
  const { currentData: regions = [], error, isFetching, refetch } = useRegionsQuery(path[path.length - 1]?.code ?? null)
  const known = [...pathTo(value).map(({ code }) => code), value?.code]

  const handleChoose = (code: string) => {
    const region = regions.find((one) => one.code === code)
    if (region) choose(region)
  }
  return (
    <View className={styles.steps}>
      <RegionCrumbs path={path} onBack={back} />
      <StateView
        status={viewStatus({ data: regions[0], error, isFetching })}
        compact
        skeleton={<RegionSkeleton />}
        onRetry={() => void refetch()}
      >
        <OptionList
          key={path.length}
          label={[regionName(path.map(labelOf)), promptOf(path.length)].filter(Boolean).join('，')}
          options={regions.map((region) => ({ id: region.code, label: labelOf(region) }))}
          chosen={regions.find(({ code }) => code === known[path.length])?.code}
          onChoose={handleChoose}
        />
      </StateView>
    </View>
  )
}
