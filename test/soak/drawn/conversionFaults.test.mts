/** Faults of events, datasets and conversions: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/faults/conversionFaults.test.mts');
