/** Every form; by day an eighth of them is filled in. */
process.env.CELLS = 'whole';

jest.requireActual('../../e2e/editor/forms-editor.test.mts');
