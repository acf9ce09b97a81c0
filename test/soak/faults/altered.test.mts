/** The altered answers of every read, many more of them and others each night; `SEED=… RUNS=…` repeats or lengthens it. */
process.env.CELLS = 'whole';
process.env.ALTERED ??= String(60 * Number(process.env.RUNS ?? 1));
process.env.SEED ??= String(Date.now() % 2 ** 30);

process.stdout.write(`Altered answers: SEED=${process.env.SEED}, ${process.env.ALTERED} of each operation\n`);

jest.requireActual('../../engine/altered/alteredAnswers.test.mts');
