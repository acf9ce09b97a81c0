/** Every wish; by day two of them. */
process.env.CELLS = 'whole';

jest.requireActual('../../e2e/editor/wishes.test.mts');
