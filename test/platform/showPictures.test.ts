import Taro from '@tarojs/taro'
import { showPictures } from '@/platform/showPictures'

const preview = jest.spyOn(Taro, 'previewImage')
afterAll(() => preview.mockRestore())

test('all of them, from the one that was tapped', async () => {
  preview.mockResolvedValueOnce({ errMsg: 'previewImage:ok' })
  await expect(showPictures(['a', 'b'], 'b')).resolves.toBe(true)
  expect(preview).toHaveBeenCalledWith({ urls: ['a', 'b'], current: 'b' })
})

test('a viewer that does not open is told', async () => {
  preview.mockRejectedValueOnce({ errMsg: 'previewImage:fail' })
  await expect(showPictures(['a'], 'a')).resolves.toBe(false)
})
