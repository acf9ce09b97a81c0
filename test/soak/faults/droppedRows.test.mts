/** Every operation that reads, each list of it with a row whose ID cannot be used. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/altered/droppedRows.test.mts');
