/** Expressions that give nothing, from n8n’s engine to the wire: all; by day an eighth. */
process.env.CELLS = 'whole';

jest.requireActual('../../engine/forms/formExpressionsRun.test.mts');
