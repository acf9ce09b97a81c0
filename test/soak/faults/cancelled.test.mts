/** Every operation cancelled at every kind of moment, with other troubles each night; `SEED=…` repeats it. */
process.env.CANCELS ??= 'all';
process.env.SEED ??= String(Date.now() % 2 ** 30);

jest.requireActual('../../engine/cancel/cancelled.test.mts');
