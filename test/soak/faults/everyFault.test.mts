/** Every call of every operation fails in every way, once and for good; `STEP=campaign.create` tries one alone. */
process.env.STRIKES ??= 'all';

jest.requireActual('../../engine/everyFault/everyFault.test.mts');
jest.requireActual('../../engine/everyFault/unlessThereFaults.test.mts');
jest.requireActual('../../engine/everyFault/workflowFaults.test.mts');
