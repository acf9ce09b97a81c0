/** What an expression can give in each place: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/forms/formExpressions.test.mts');
