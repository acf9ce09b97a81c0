process.env.CELLS = 'whole';
process.env.STRUCK ??= '6';

// Every place of every answer, each with all six values.
jest.requireActual('../../engine/altered/everyPlace.test.mts');
