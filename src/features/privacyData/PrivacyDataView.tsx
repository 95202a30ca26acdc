import { View } from '@tarojs/components'
import { LoginGate } from '@/features/gate/LoginGate'
import { DeletionSheet } from './DeletionSheet'
import { ExportSheet } from './ExportSheet'
import { MyData, MyDataSkeleton } from './MyData'
import { PrivacyChoices } from './PrivacyChoices'
import { useDeletion } from './useDeletion'
import { useExport } from './useExport'

/** Consents for everybody; the data of an account for its owner. */
export function PrivacyDataView() {
  const exporting = useExport()
  const deletion = useDeletion()
  return (
    <View>
      <PrivacyChoices />
      <LoginGate require="member" purpose="privacyData" skeleton={<MyDataSkeleton />}>
        <MyData onExport={exporting.collect} onDelete={deletion.open} />
      </LoginGate>
      <ExportSheet {...exporting} />
      <DeletionSheet {...deletion} />
    </View>
  )
}
