/** n8n’s scanner on all of the source; by day an eighth of what n8n’s lint has seen. */
process.env.CELLS = 'whole';

jest.requireActual('../../package/installed.test.mts');
