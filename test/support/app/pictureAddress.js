export default '/picture.png'
