/** Secrets under every fault: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/node/leaks.test.mts');
