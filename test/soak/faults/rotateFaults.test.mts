/** Every cell; by day an eighth of them is run. */
process.env.FAULTS = 'whole';

jest.requireActual('../../engine/rotation/rotateFaults.test.mts');
