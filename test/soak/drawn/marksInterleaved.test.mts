/** Hours, a stop and a raise at the same moment, in every order: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/hours/marksInterleaved.test.mts');
