/** The minutes of every recipe; by day one is walked through. */
process.env.CELLS = 'whole';

jest.requireActual('../../e2e/editor/recipe-minutes.test.mts');
