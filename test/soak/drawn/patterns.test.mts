/** How long a text keeps each regular expression busy: all; by day an eighth of those that were judged before. */
process.env.CELLS = 'whole';

jest.requireActual('../../package/patterns.test.mts');
