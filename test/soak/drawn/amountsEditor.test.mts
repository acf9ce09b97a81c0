/** Every amount in browsers of all languages; by day an eighth of them is typed. */
process.env.CELLS = 'whole';

jest.requireActual('../../e2e/editor/amounts-editor.test.mts');
