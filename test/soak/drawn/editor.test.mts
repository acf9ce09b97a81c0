/** Every read in the editor; by day one of them is opened. */
process.env.CELLS = 'whole';

jest.requireActual('../../e2e/editor/editor.test.mts');
