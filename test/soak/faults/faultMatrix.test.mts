/** Every cell; by day a fifth of them is run. */
process.env.FAULTS = 'whole';

jest.requireActual('../../engine/faults/faultMatrix.test.mts');
