import { useState } from 'react'
import { View } from '@tarojs/components'
import { LoginGate } from '@/features/gate/LoginGate'
import { DeletionSheet } from './DeletionSheet'
import { ExportSheet } from './ExportSheet'
import { MyData, MyDataSkeleton } from './MyData'
import { PrivacyChoices } from './PrivacyChoices'

type Open = 'export' | 'deletion' | null

/** Consents for everybody; the data of an account for its owner. */
export function PrivacyDataView() {
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <View>
      <PrivacyChoices />
      <LoginGate require="member" purpose="privacyData" skeleton={<MyDataSkeleton />}>
        <MyData onExport={() => setOpen('export')} onDelete={() => setOpen('deletion')} />
      </LoginGate>
      <ExportSheet isOpen={open === 'export'} onClose={close} />
      <DeletionSheet isOpen={open === 'deletion'} onClose={close} />
    </View>
  )
}
