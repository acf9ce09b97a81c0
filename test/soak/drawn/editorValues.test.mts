/** What the editor can put into each place: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../unit/form/editorValues.test.mts');
