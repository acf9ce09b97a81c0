/** Messages of reports in every pair of settings: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/report/matrix/reportMatrix.test.mts');
