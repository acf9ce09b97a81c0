/** Every cell; by day an eighth of them is run. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/rotation/rotateFaults.test.mts');
