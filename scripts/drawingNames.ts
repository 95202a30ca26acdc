/**
 * The drawings that a catalogue may name, from Fluent Emoji (MIT). More than the sample uses: a merchant's import
 * has the same choice. A name added here becomes a file in data/pictures/.
 */
export const DRAWING_NAMES = `
amphora avocado baby baby-bottle baby-chick bacon bagel baguette-bread banana beans beer-mug bell-pepper bento-box beverage-box
birthday-cake blueberries bowl-with-spoon bread broccoli brown-mushroom bubble-tea burrito butter candy canned-food carrot
cheese-wedge cherries cherry-blossom chestnut chicken chocolate-bar coconut cooked-rice cookie cooking cow-face crab croissant
cucumber cup-with-straw cupcake curry-rice custard cut-of-meat dango doughnut duck dumpling ear-of-corn egg eggplant ewe falafel
fish fish-cake-with-swirl flatbread fondue fortune-cookie french-fries fried-shrimp garlic ginger-root glass-of-milk goat grapes
green-apple green-salad hamburger herb hibiscus honey-pot honeybee hot-beverage hot-dog hot-pepper ice ice-cream jar kiwi-fruit
leaf-fluttering-in-wind leafy-green lemon lime lobster lollipop lotus mango mate meat-on-bone melon moon-cake mushroom
nest-with-eggs octopus oden olive onion oyster package pancakes pea-pod peach peanuts pear pie pig-face pineapple pizza popcorn
pot-of-food potato poultry-leg pouring-liquid pretzel red-apple rice-ball rice-cracker roasted-sweet-potato rose sake salt sandwich
seedling shallow-pan-of-food shaved-ice sheaf-of-rice shortcake shrimp snowflake soft-ice-cream spaghetti spoon squid
steaming-bowl strawberry stuffed-flatbread sunflower sushi taco takeout-box tamale tangerine teacup-without-handle teapot tomato
tropical-drink tropical-fish tumbler-glass waffle watermelon wrapped-gift
`
  .trim()
  .split(/\s+/)
