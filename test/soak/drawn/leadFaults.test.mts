/** Faults of leads: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/faults/leadFaults.test.mts');
