/**
 * Every call of every operation fails in every way, once and for good; `STEP=campaign.create` tries one alone. Of each workflow
 * forty calls, others each night, so that the night has an end; `STRIKES=all` takes all, which is hours.
 */
const { STRIKES = '40', SEED = String(Date.now() % 2 ** 30) } = process.env;

process.env.STRIKES ??= 'all';
jest.requireActual('../../engine/everyFault/everyFault.test.mts');
jest.requireActual('../../engine/everyFault/unlessThereFaults.test.mts');

Object.assign(process.env, { STRIKES, SEED });
jest.requireActual('../../engine/everyFault/workflowFaults.test.mts');
