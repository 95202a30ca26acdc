import { shrinkPicture } from './shrinkPicture.h5'
import type { PickedPicture } from './upload'

/** The same on H5: the browser's own choice of files. Browsers without the event `cancel` never answer for a closed dialog. */
export async function pickPictures(count: number): Promise<PickedPicture[]> {
  const files = await chooseFiles(count > 1)
  return Promise.all(
    files.slice(0, count).map(async (file) => {
      const blob = await shrinkPicture(file)
      return { path: URL.createObjectURL(blob), blob }
    }),
  )
}

function chooseFiles(multiple: boolean): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = multiple
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
