// JavaScript: the types of `lib/react` bring those of Stencil, which redefine the matchers of Jest.
// One by one: the package's index imports itself in a circle, which CommonJS cannot follow.
export { default as Button } from '@tarojs/components-react/dist/components/button/index.js'
export { default as Image } from '@tarojs/components-react/dist/components/image/index.js'
export { default as Input } from '@tarojs/components-react/dist/components/input/index.js'
export { default as ScrollView } from '@tarojs/components-react/dist/components/scroll-view/index.js'
export { Swiper, SwiperItem } from '@tarojs/components-react/dist/components/swiper/index.js'
export { default as Text } from '@tarojs/components-react/dist/components/text/index.js'
export { default as View } from '@tarojs/components-react/dist/components/view/index.js'
export { Form, Label, PageContainer, Radio, RadioGroup, RichText, RootPortal, Textarea } from '@tarojs/components/lib/react'
